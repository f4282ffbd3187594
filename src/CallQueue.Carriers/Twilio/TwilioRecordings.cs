using System.Buffers;
using CallQueue.Http;
using Twilio.Rest.Api.V2010.Account;
using HttpMethod = Twilio.Http.HttpMethod;

namespace CallQueue.Carriers.Twilio;

/// <summary>Recordings in Twilio's words [docs/carrier-facts.md#recordings].</summary>
internal static class TwilioRecordings
{
    private static readonly SearchValues<char> Hex = SearchValues.Create("0123456789abcdefABCDEF");

    /// <summary>Asks for a recording in a create request, if the script wants one.</summary>
    /// <param name="callback">Where its state goes.</param>
    /// <param name="events">The states that are reported.</param>
    public static void Ask(CreateCallOptions create, CallScript script, string callback, List<string> events)
    {
        if (script.Record != true) return;
        create.Record = true;
        if (script.RecordDual == true) create.RecordingChannels = "dual";
        create.RecordingStatusCallback = callback;
        create.RecordingStatusCallbackMethod = HttpMethod.Post;
        create.RecordingStatusCallbackEvent = events;
    }

    /// <summary>A recording's state in our words; null for a message that is about none, or for a state on the way.</summary>
    public static CarrierRecording? Read(IReadOnlyList<KeyValuePair<string, string>> fields, Func<string?, bool> isId)
    {
        RecordingState? state = fields.First("RecordingStatus") switch
        {
            "completed" => RecordingState.Ready,
            "absent" => RecordingState.Absent,
            "failed" => RecordingState.Failed,
            _ => null,
        };
        if (state is not { } known) return null;
        string? id = fields.First("RecordingSid");
        // The id becomes a part of a URL.
        if (known == RecordingState.Ready && !isId(id)) return null;
        return new CarrierRecording(known, isId(id) ? id : null, Numbers.Seconds(fields.First("RecordingDuration")));
    }

    /// <summary>RE and 32 hex digits.</summary>
    public static bool IsId(string? text) => text is { Length: 34 } && text.StartsWith("RE", StringComparison.Ordinal) && text.AsSpan(2).IndexOfAnyExcept(Hex) < 0;
}
