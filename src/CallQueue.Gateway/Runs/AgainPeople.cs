using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using CallQueue.Businesses;
using CallQueue.Calls;
using CallQueue.Validation;

namespace CallQueue.Runs;

/// <summary>The people of a run that are to be called again, read part by part: a run of a million is never in memory.</summary>
/// <param name="run">The run that is over, or any run where everybody is called.</param>
/// <param name="snapshot">The state of the run.</param>
/// <param name="outcomes">Only people whose call ended so; null: everybody.</param>
internal sealed class AgainPeople(IRun run, RunSnapshot snapshot, IReadOnlySet<Outcome>? outcomes)
{
    private static readonly string[] Old = [KeptData.CustomCallId, KeptData.ScheduledAt, KeptData.Deadline];

    /// <summary>Counts them.</summary>
    /// <returns>How many there are, of how many that are kept, and what they are recognized by: equal only for the same people.</returns>
    public async Task<(int Chosen, int Kept, string Fingerprint, RunTemplate Template)> CountAsync(CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(snapshot.Name));
        (int chosen, int kept) = (0, 0);
        RunTemplate? template = null;
        await foreach (RunPart part in PartsAsync(cancellation))
        {
            template ??= TemplateOf(part);
            kept += part.Calls.Count;
            foreach (int index in await ChosenAsync(part))
            {
                chosen++;
                hash.AppendData(BitConverter.GetBytes(index));
            }
        }

        return (chosen, kept, $"again-{Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 16))}", template ?? new RunTemplate());
    }

    /// <summary>Them, in parts of <paramref name="size"/>. Their ids and times were those of the run before and are left out.</summary>
    public async IAsyncEnumerable<IReadOnlyList<NewCall>> ReadAsync(int size, [EnumeratorCancellation] CancellationToken cancellation)
    {
        List<NewCall> next = [];
        await foreach (RunPart part in PartsAsync(cancellation))
        {
            foreach (int index in await ChosenAsync(part))
            {
                NewCall call = part.Calls[index - part.Offset]!;
                next.Add(call with { CustomId = null, CustomFingerprint = null, NotBefore = null, Data = WithoutOld(call.Data), Rules = WithoutDeadline(call.Rules) });
                if (next.Count < size) continue;
                yield return next;
                next = [];
            }
        }

        if (next.Count > 0) yield return next;
    }

    private RunTemplate TemplateOf(RunPart part) => new() { Priority = part.Priority, Script = part.Script, Rules = WithoutDeadline(part.Rules)!, Data = WithoutOld(snapshot.Data) };

    /// <summary>The fields as they came, but for those that were of the run before.</summary>
    private static string? WithoutOld(string? data)
    {
        if (data is null || !Array.Exists(Old, name => data.Contains(name, StringComparison.Ordinal)) || StoredJson.Parse(data) is not JsonObject fields) return data;
        foreach (string name in Old) fields.Remove(name);
        return fields.ToJsonString();
    }

    private static CallRules? WithoutDeadline(CallRules? rules) => rules is { Deadline: not null } ? rules with { Deadline = null } : rules;

    private async IAsyncEnumerable<RunPart> PartsAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        for (int page = 0; await run.PeopleAsync(page) is { } part; page++)
        {
            cancellation.ThrowIfCancellationRequested();
            yield return part;
        }
    }

    /// <summary>The places in the run of those who are to be called. Who was erased is nobody's to call.</summary>
    private async Task<IReadOnlyList<int>> ChosenAsync(RunPart part)
    {
        IEnumerable<int> known = Enumerable.Range(part.Offset, part.Calls.Count).Where(index => part.Calls[index - part.Offset] is not null);
        if (outcomes is null) return [.. known];

        // Calls that a stop or a deadline ended while they waited have no result.
        Dictionary<int, Outcome> ended = (await run.ResultsAsync(part.Offset, part.Calls.Count)).ToDictionary(result => result.Index, result => result.Outcome);
        Outcome? others = snapshot.UnnamedEnd();
        return [.. known.Where(index => (ended.TryGetValue(index, out Outcome outcome) ? outcome : others) is { } end && outcomes.Contains(end))];
    }
}
