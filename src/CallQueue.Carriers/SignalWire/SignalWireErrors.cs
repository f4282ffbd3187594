using System.Collections.Frozen;
using CallQueue.Carriers.Twilio;

namespace CallQueue.Carriers.SignalWire;

/// <summary>SignalWire's error codes: Twilio's numbers, some with another meaning [docs/carrier-facts.md#signalwire-errors].</summary>
internal static class SignalWireErrors
{
    public static TwilioErrors All { get; } = new("signalwire", new Dictionary<int, (TwilioErrors.Kind Kind, string Text)>
    {
        [10000] = (TwilioErrors.Kind.Call, "a parameter is not valid"),
        [21205] = (TwilioErrors.Kind.Call, "the answer URL is missing"),
        [21402] = (TwilioErrors.Kind.Call, "a URL is not valid"),
        [21456] = (TwilioErrors.Kind.Call, "a callback URL is not valid"),
        [21626] = (TwilioErrors.Kind.Call, "a callback event is not valid"),
        [13222] = (TwilioErrors.Kind.Call, "the digits to send are not valid"),
        [13621] = (TwilioErrors.Kind.Call, "a recording event is not valid"),
        [21208] = (TwilioErrors.Kind.Call, "the ring timeout is not valid"),
        [21209] = (TwilioErrors.Kind.Call, "the callback method is not valid"),
        [21234] = (TwilioErrors.Kind.Call, "the machine detection value is not valid"),
        [21262] = (TwilioErrors.Kind.Call, "the URL for the verdict of machine detection is missing"),
        [21211] = (TwilioErrors.Kind.Call, "the number is not valid"),
        [21217] = (TwilioErrors.Kind.Call, "the number is not valid"),
        [21219] = (TwilioErrors.Kind.Call, "a trial account may call verified numbers only, or a limit of the account is reached"),
        [30010] = (TwilioErrors.Kind.Call, "the call costs more than is allowed"),
        [20404] = (TwilioErrors.Kind.Call, "not found"),
        [21213] = (TwilioErrors.Kind.Call, "the request has no From"),
        [21210] = (TwilioErrors.Kind.CallerId, "the caller id is not a number of the project, and not verified"),
        [21212] = (TwilioErrors.Kind.CallerId, "the caller id is not valid"),
        [21601] = (TwilioErrors.Kind.CallerId, "the caller id is not a number for voice"),
        [20003] = (TwilioErrors.Kind.Account, "the credentials were rejected, or the token has no scope Voice"),
        [10001] = (TwilioErrors.Kind.Account, "the space may not place calls"),
        [10004] = (TwilioErrors.Kind.Account, "the project is not one of the account whose token is used"),
        [20010] = (TwilioErrors.Kind.Account, "the account may not place calls"),
        [4001] = (TwilioErrors.Kind.Account, "the balance is insufficient"),
        [30002] = (TwilioErrors.Kind.Account, "the balance is insufficient"),
        [20429] = (TwilioErrors.Kind.Throttled, "too many requests at once"),
        [21611] = (TwilioErrors.Kind.Throttled, "the queue of the account is full"),
        [20001] = (TwilioErrors.Kind.Ambiguous, "unknown error"),
        [20504] = (TwilioErrors.Kind.Ambiguous, "server error"),
    }.ToFrozenDictionary(), [21220, 10000]);
}
