using System.Text.Json;
using System.Text.Json.Nodes;

namespace CallQueue.Proof;

/// <summary>A call as the carrier's ledger has it.</summary>
internal sealed record PlacedCall(string Id, string Business, string To, DateTimeOffset At, DateTimeOffset? EndedAt);

/// <summary>What really happened, from the carrier's own file.</summary>
internal sealed class Ledger
{
    private Ledger(IReadOnlyList<PlacedCall> calls) => Calls = calls;

    /// <summary>In the order of their creation.</summary>
    public IReadOnlyList<PlacedCall> Calls { get; }

    public static Ledger Read(string path)
    {
        Dictionary<string, PlacedCall> calls = [];
        foreach (string line in ReadLines(path))
        {
            if (!line.Contains("\"create\"", StringComparison.Ordinal) && !line.Contains("\"ended\"", StringComparison.Ordinal)) continue;
            JsonNode entry;
            try
            {
                entry = JsonNode.Parse(line)!;
            }
            catch (JsonException)
            {
                continue; // The line that is being written.
            }

            string? id = entry["id"]?.GetValue<string>();
            DateTimeOffset at = entry["at"]!.GetValue<DateTimeOffset>();
            string kind = entry["kind"]!.GetValue<string>();
            if (kind == "create" && entry["placed"]?.GetValue<bool>() == true)
                calls[id!] = (calls.GetValueOrDefault(id!) ?? new PlacedCall(id!, "", "", at, null)) with { Business = entry["call"]!.GetValue<string>().Split('~')[0], To = entry["to"]!.GetValue<string>(), At = at };
            else if (kind == "ended" && id is not null)
                calls[id] = (calls.GetValueOrDefault(id) ?? new PlacedCall(id, "", "", at, null)) with { EndedAt = at };
        }

        return new Ledger([.. calls.Values.OrderBy(call => call.At)]);
    }

    /// <summary>Numbers that were called more than once.</summary>
    public IReadOnlyList<string> Twice => [.. Calls.GroupBy(call => call.To).Where(calls => calls.Count() > 1).Select(calls => calls.Key)];

    /// <summary>The most calls of one business that were live at once.</summary>
    public int MostLive()
    {
        int most = 0;
        foreach (IGrouping<string, PlacedCall> business in Calls.GroupBy(call => call.Business))
        {
            int live = 0;
            var changes = business.SelectMany(call => (IEnumerable<(DateTimeOffset At, int By)>)[(call.At, 1), (call.EndedAt ?? DateTimeOffset.MaxValue, -1)]);
            foreach ((_, int by) in changes.OrderBy(change => change.At).ThenBy(change => change.By)) most = Math.Max(most, live += by);
        }

        return most;
    }

    /// <summary>For each business with a queue that dialed before and after an instant: how long until it dialed again.</summary>
    public IReadOnlyList<TimeSpan> GapsAfter(DateTimeOffset at) =>
        [.. Calls.Where(call => call.Business.StartsWith(Load.QueuedBusinesses, StringComparison.Ordinal)).GroupBy(call => call.Business)
            .Where(calls => calls.First().At < at && calls.Last().At > at)
            .Select(calls => calls.First(call => call.At > at).At - at)];

    private static IEnumerable<string> ReadLines(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file);
        while (reader.ReadLine() is { } line) yield return line;
    }
}
