using System.Globalization;
using System.Text;
using CallQueue.Calls;
using CallQueue.Hosting;
using CallQueue.Leads;
using CallQueue.Runs;

namespace CallQueue.Dialing;

/// <summary>A person who was not reached.</summary>
internal sealed record NotReached(PhoneNumber To, string? Name, Outcome Outcome, int Attempts, string? Reason);

/// <summary>The results of a run as a CSV file whose rows are in the order of the file of people.</summary>
/// <param name="readAsync">The results of so many calls from an index on, called in the order of the file.</param>
/// <param name="leads">The file of people.</param>
internal sealed class ResultsFile(Func<int, int, Task<IReadOnlyList<RunResult>>> readAsync, LeadFile leads)
{
    private const int PartSize = 1_000;
    private const int Listed = 10;

    /// <summary>The first people who were not reached.</summary>
    public List<NotReached> NotReached { get; } = [];

    /// <summary>All who were not reached.</summary>
    public int NotReachedCount { get; private set; }

    /// <summary>The mean length of the conversations; null when there were none.</summary>
    public TimeSpan? MeanTalk => _talks == 0 ? null : TimeSpan.FromSeconds(_talkSeconds / _talks);

    private double _talkSeconds;
    private int _talks;

    /// <summary>Writes it completely or not at all.</summary>
    /// <exception cref="IOException">The file can't be written, or the file of people has changed.</exception>
    public async Task WriteAsync(string path)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder) PrivateFile.CreateFolder(folder);
        File.Delete(path + ".new");
        await using (var file = new StreamWriter(PrivateFile.Open(path + ".new", FileMode.CreateNew), new UTF8Encoding(false)))
        {
            await file.WriteLineAsync("phone,name,outcome,attempts,talk_seconds,ended_at,reason");
            int index = 0;
            await foreach (IReadOnlyList<NewCall> part in leads.ReadAsync(PartSize))
            {
                Dictionary<int, RunResult> results = (await readAsync(index, part.Count)).ToDictionary(r => r.Index);
                foreach (NewCall call in part) await file.WriteLineAsync(Line(call, results.GetValueOrDefault(index++)));
            }
        }

        File.Move(path + ".new", path, overwrite: true);
    }

    private string Line(NewCall call, RunResult? result)
    {
        string? name = call.Script?.Variables?.GetValueOrDefault("name");
        if (result is null) return $"{call.To.Value},{Cell(name)},,,,,";
        Count(call, name, result);
        return string.Create(CultureInfo.InvariantCulture,
            $"{call.To.Value},{Cell(name)},{OutcomeWords.Of(result.Outcome)},{result.Attempts},{result.TalkSeconds:0.#},{result.EndedAt.ToUniversalTime():yyyy-MM-ddTHH:mm:ssZ},{Cell(result.Reason)}");
    }

    private void Count(NewCall call, string? name, RunResult result)
    {
        if (result.TalkSeconds is { } talk && result.Outcome == Outcome.Completed) (_talkSeconds, _talks) = (_talkSeconds + talk, _talks + 1);
        if (result.Outcome == Outcome.Completed) return;
        NotReachedCount++;
        if (NotReached.Count < Listed) NotReached.Add(new NotReached(call.To, name, result.Outcome, result.Attempts, result.Reason));
    }

    /// <summary>Quoted where necessary. A text that a spreadsheet would read as a formula is quoted as text.</summary>
    private static string Cell(string? text)
    {
        if (string.IsNullOrEmpty(text)) return "";
        string safe = text[0] is '=' or '+' or '-' or '@' or '\t' ? "'" + text : text;
        return safe.AsSpan().IndexOfAny(",\"\r\n") < 0 ? safe : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
