using CallQueue.Businesses;
using CallQueue.Leads;
using CallQueue.Numbers;
using CallQueue.Problems;
using CallQueue.Speech;

namespace CallQueue.Calls;

/// <summary>
/// Looks over what the calls of one request say and whom they call, as the check of a list does. A mistake becomes a problem; what their
/// sender should know becomes a note.
/// </summary>
internal static class CallReview
{
    /// <summary>Calls whose variables are named in a hint.</summary>
    private const int FieldsFrom = 100;

    /// <summary>The notes; the problems are added to <paramref name="problems"/>.</summary>
    /// <param name="calls">The calls.</param>
    /// <param name="template">What they have in common; null for a call alone, whose problems have no index.</param>
    /// <param name="speech">What the business's carrier documents about spoken texts.</param>
    /// <param name="dialect">The family of the endpoint.</param>
    /// <param name="problems">What is wrong.</param>
    public static IReadOnlyList<string> Of(IReadOnlyList<NewCall> calls, CallScript? template, SpeechRules speech, CallDialect dialect, FieldProblems problems)
    {
        var places = new PlaceTally();
        var special = new SpecialNumbers("call");
        int silent = 0;
        for (int i = 0; i < calls.Count; i++)
        {
            NewCall call = calls[i];
            places.Add(call.Script, template, call.To, call.Data);
            special.Add(NumberReader.Read(call.To.Value, null).Kind, i);
            if (!IsSilent(call, template, speech)) continue;
            silent++;
            if (dialect.NeedsMessage) problems.Add(CallFields.Message.Name, "is missing, so nobody would hear anything; send a message, call_config.answer_url or call_config.flow_name, or set AGENT_SERVER_URL", template is null ? null : i);
        }

        foreach (string place in places.Unfillable(calls.Take(FieldsFrom).SelectMany(call => call.Script?.Variables?.Keys ?? []))) problems.Add(CallFields.Message.Name, place);
        IEnumerable<string> notes = places.Notes().Concat(template is null ? special.KindNotes() : special.Notes());
        return silent == 0 ? [.. notes] : [.. notes, Silent(silent, calls.Count)];
    }

    /// <summary>The carrier would place the call, and nobody would say anything. Carriers that don't place it refuse it themselves.</summary>
    private static bool IsSilent(NewCall call, CallScript? template, SpeechRules speech) =>
        speech.AsksForMessage && (call.Script ?? new CallScript()).Over(template) is var script && string.IsNullOrEmpty(script.FlowName) && speech.IsSilent(script);

    private static string Silent(int silent, int all) =>
        $"{(all == 1 ? "The call has" : FormattableString.Invariant($"{silent:N0} of {all:N0} calls have"))} no message, answer_url or flow_name, and there is no voice agent (AGENT_SERVER_URL): nobody would hear anything. A real carrier would refuse {(silent == 1 ? "it" : "them")}.";
}
