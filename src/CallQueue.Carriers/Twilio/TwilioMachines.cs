using Twilio.Rest.Api.V2010.Account;
using HttpMethod = Twilio.Http.HttpMethod;

namespace CallQueue.Carriers.Twilio;

/// <summary>Answering machine detection in Twilio's words [docs/carrier-facts.md#answering-machines].</summary>
internal static class TwilioMachines
{
    /// <summary>Asks for it in a create request.</summary>
    /// <param name="callback">Where the verdict goes while the document is played.</param>
    public static void Ask(CreateCallOptions create, MachineDetection machine, Uri callback)
    {
        // Enable decides as soon as a machine speaks; DetectMessageEnd waits for the end of its greeting.
        create.MachineDetection = machine.Mode == MachineMode.Message ? "DetectMessageEnd" : "Enable";
        if (machine.Waits) return;
        create.AsyncAmd = "true";
        create.AsyncAmdStatusCallback = callback;
        create.AsyncAmdStatusCallbackMethod = HttpMethod.Post;
    }

    /// <summary>A verdict in our words; null without one, and for a word that Twilio does not document.</summary>
    public static string? VerdictOf(string? answeredBy) => answeredBy switch
    {
        "human" => AnsweredBy.Human,
        "machine" or "machine_start" or "machine_end_beep" or "machine_end_silence" or "machine_end_other" or "fax" => AnsweredBy.Machine,
        "unknown" => AnsweredBy.Unknown,
        _ => null,
    };
}
