using System.Text.Json;

namespace CallQueue.Carriers.Plivo;

/// <summary>Answering machine detection in Plivo's words [docs/carrier-facts.md#answering-machines].</summary>
internal static class PlivoMachines
{
    /// <summary>The members of a create request that ask for it.</summary>
    /// <param name="callback">Where the verdict goes while the document is played.</param>
    public static void Write(Utf8JsonWriter json, MachineDetection machine, string callback)
    {
        // hangup is done by Plivo itself, so that it needs no request of ours.
        json.WriteString("machine_detection", machine.Mode == MachineMode.HangUp ? "hangup" : "true");
        if (machine.Waits) return;
        json.WriteString("machine_detection_url", callback);
        json.WriteString("machine_detection_method", "POST");
    }

    /// <summary>A verdict in our words; null without one. Plivo documents a message for a detected machine alone.</summary>
    public static string? VerdictOf(string? machine) => machine switch
    {
        "true" or "True" => AnsweredBy.Machine,
        "false" or "False" => AnsweredBy.Human,
        _ => null,
    };
}
