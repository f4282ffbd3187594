namespace CallQueue.Carriers;

/// <summary>Valid values where a test does not care.</summary>
internal static class Some
{
    public static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 30, 0, TimeSpan.Zero);

    public static PhoneNumber Person { get; } = PhoneNumber.Parse("+442071838750");

    public static PhoneNumber Us { get; } = PhoneNumber.Parse("+15005550006");

    public static AttemptRef Attempt(int number = 1, string call = "acme~r1-0", string token = "t0k") => new(CallId.Parse(call), number, token);

    public static DialRequest Dial(AttemptRef? attempt = null, string to = "+442071838750", CallScript? script = null, DateTimeOffset? sendBefore = null) => new(
        attempt ?? Attempt(), PhoneNumber.Parse(to), null, script ?? new CallScript { Message = "Hello." },
        TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(1800), sendBefore ?? Now.AddSeconds(15));

    public static LookupRequest LookUp(AttemptRef? attempt = null, CarrierCallId? call = null, DateTimeOffset? sentAt = null) =>
        new(attempt ?? Attempt(), call, Person, null, sentAt ?? Now);
}
