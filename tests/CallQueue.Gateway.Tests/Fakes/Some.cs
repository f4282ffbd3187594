using CallQueue.Calls;
using CallQueue.Carriers;

namespace CallQueue.Gateway.Tests.Fakes;

/// <summary>Valid values for tests that care about one member only.</summary>
internal static class Some
{
    public static readonly DateTimeOffset Now = new(2026, 3, 2, 10, 0, 0, TimeSpan.Zero);

    public static PhoneNumber Number { get; } = PhoneNumber.Parse("+12025550101");

    public static CallSnapshot Ready(CallId id, NewCall call) => new(
        id,
        new CallSpec
        {
            To = call.To,
            Priority = call.Priority ?? Priority.Normal,
            Script = call.Script ?? new CallScript(),
            Rules = call.Rules ?? new CallRules(),
            Data = call.Data,
            NotBefore = call.NotBefore,
        },
        CallStatus.Ready, null, null, null, 0, []);

    public static CallSnapshot Call(string name = "c1", CallStatus status = CallStatus.Ready, Outcome? outcome = null, params AttemptSnapshot[] attempts) => new(
        new CallId(BusinessId.Default, name), new CallSpec { To = Number, Script = new CallScript { Message = "Hello" } },
        status, outcome, null, null, attempts.Length, attempts);

    public static AttemptSnapshot Attempt(int number = 1, string token = "t1", CallStatus status = CallStatus.Ringing, Outcome? outcome = null) => new(
        number, token, "twilio:AC1", new CarrierCallId("CA1"), status, outcome, null, Now, null, null, null, null, null);
}
