namespace CallQueue.Carriers.Twilio;

internal static class TwilioWire
{
    public const string Sid = "AC00000000000000000000000000000001";

    public static TwilioOptions Options() => new()
    {
        AccountSid = Sid,
        AuthToken = "0123456789abcdef0123456789abcdef",
        Number = Some.Us,
        PublicUrl = "https://dialer.example.com",
    };
}
