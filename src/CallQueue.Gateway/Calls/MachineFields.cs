using System.Text.Json.Nodes;
using CallQueue.Fields;
using CallQueue.Problems;

namespace CallQueue.Calls;

/// <summary>The fields for answering machines: of a call's call_config, of a list's options and of a business's settings.</summary>
internal static class MachineFields
{
    public static TextField Machine { get; } = new(MachineChecks.Mode, CallLimits.NameLength)
    {
        Description = "What happens when an answering machine picks up. detect records who answered; hangup ends the call; message leaves voicemail_message after the beep.",
        Words = MachineWords.All, Without = "the business's setting, else off",
    };

    public static FlagField Wait { get; } = new(MachineChecks.Wait)
    {
        Description = "Whether whoever answers hears nothing until the carrier knows who it is. Otherwise the call begins at once, and the verdict comes while it goes on.", Default = false,
    };

    public static TextField Text { get; } = new(MachineChecks.Text, CallLimits.MessageLength)
    {
        Description = "The text that is left on a machine, with places as in message. It needs machine: message.", Without = "the business's setting",
    };

    public static IReadOnlyList<Field> All { get; } = [Machine, Wait, Text];

    /// <summary>Reads them over <paramref name="rules"/>; null when there are neither.</summary>
    public static CallRules? Read(JsonFields? fields, CallRules? rules)
    {
        if (fields is null) return rules;
        string? word = fields.Text(Machine);
        MachineMode? mode = word is null ? null : MachineWords.Parse(word);
        if (word is not null && mode is null) fields.Wrong(Machine, $"must be one of {string.Join(", ", MachineWords.All)}{ShownValue.Got(word)}");
        bool? waits = fields.Flag(Wait);
        string? text = fields.Text(Text);
        if (text is not null && MachineChecks.FindTextProblem(text) is { } problem) fields.Wrong(Text, problem);
        return (mode ?? waits ?? (object?)text) is null
            ? rules
            : (rules ?? new CallRules()) with { Machine = mode ?? rules?.Machine, MachineWait = waits ?? rules?.MachineWait, VoicemailMessage = text ?? rules?.VoicemailMessage };
    }

    /// <summary>Shows them as they were sent.</summary>
    public static void Show(JsonObject config, CallRules rules)
    {
        if (rules.Machine is { } mode) config[Machine.Name] = MachineWords.Of(mode);
        if (rules.MachineWait is { } waits) config[Wait.Name] = waits;
        if (rules.VoicemailMessage is { } text) config[Text.Name] = text;
    }
}
