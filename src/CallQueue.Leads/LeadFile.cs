using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using CallQueue.Calls;
using CallQueue.Leads.Sources;

namespace CallQueue.Leads;

/// <summary>
/// A file of people to call: CSV, JSON or JSON Lines, in UTF-8 or (with a byte order mark) UTF-16. It is read
/// twice, once to check it and once to return its calls, so that a run is accepted completely or not at all and only
/// one part of it is in memory, however long it is. Not thread-safe.
/// </summary>
/// <param name="source">Its bytes; the form follows from the extension of its name, or from its content when the extension is unknown.</param>
/// <param name="options">Null: the defaults.</param>
public sealed class LeadFile(ILeadSource source, LeadFileOptions? options = null)
{
    private const int ProgressEvery = 10_000;
    private readonly LeadFileOptions _options = Check(options ?? new LeadFileOptions());
    private LeadStamp? _checked;
    private int _total;

    /// <summary>A file on disk.</summary>
    public LeadFile(string path, LeadFileOptions? options = null) : this(new FileSource(path), options) { }

    /// <summary>
    /// Reads all of it and reports all problems. Besides the result it uses 28 to 56 bytes per person, to find
    /// numbers that appear twice.
    /// </summary>
    /// <param name="progress">Receives the number of rows read so far, every ten thousand rows.</param>
    /// <exception cref="IOException">The file is not there or can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">We may not read it.</exception>
    public async Task<LeadCheck> CheckAsync(IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        LeadStamp stamp = source.Stamp();
        var problems = new ProblemList(_options.ListedProblems);
        FileProbe probe = await FileProbe.LookAsync(source, cancellation);
        (int rows, int good, int past, int rowProblems, int duplicates) = (0, 0, 0, 0, 0);
        if (probe.Problem is { } unreadable)
        {
            problems.Add(unreadable.Line, unreadable.Column, unreadable.Text);
        }
        else
        {
            var seen = new Dictionary<long, int>();
            DateTimeOffset now = _options.Time.GetUtcNow();
            await foreach (LeadRow row in RowsAsync(probe.Utf16, problems, cancellation))
            {
                int before = problems.Count;
                problems.Row = rows;
                var reading = new LeadReading(row, _options, now, problems);
                if (reading.Read() is { } call)
                {
                    bool isNew = seen.TryAdd(NumberOf(call), row.Line);
                    if (!isNew) duplicates++;
                    if ((isNew || MayRepeat(call, row.Line, seen, reading.NumberColumn, problems)) && IsFine(call, row.Line, problems)) good++;
                }

                if (reading.WasPast) past++;
                rowProblems += problems.Count - before;
                problems.Row = null;
                if (++rows % ProgressEvery == 0) progress?.Report(rows);
            }

            if (good == 0 && problems.Count == 0) problems.Add(null, null, "the file has no rows with people to call");
        }

        // Problems outside rows (encoding, header, a quotation mark that is not closed) can't be skipped.
        bool isReadable = problems.Count == 0 || (_options.SkipInvalid && good > 0 && rowProblems == problems.Count);
        _checked = isReadable ? stamp : null;
        _total = good;
        return new LeadCheck(good, probe.Fingerprint, problems.List, problems.Count, Notes(past)) { IsReadable = isReadable, Duplicates = duplicates };
    }

    /// <summary>The calls, in parts of <paramref name="partSize"/> (the last one may be smaller), in the order of the file.</summary>
    /// <exception cref="InvalidOperationException">The file has not been checked, or something is wrong with it.</exception>
    /// <exception cref="LeadFileChangedException">It was changed after it was checked.</exception>
    public async IAsyncEnumerable<IReadOnlyList<NewCall>> ReadAsync(
        int partSize = 10_000, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(partSize);
        if (_checked is not { } stamp) throw new InvalidOperationException("the file must be checked and valid before it is read");
        if (source.Stamp() != stamp) throw new LeadFileChangedException(source.Name);

        var problems = new ProblemList(1);
        var part = new List<NewCall>(partSize);
        var seen = new Dictionary<long, int>();
        (int count, int left) = (0, 0);
        DateTimeOffset now = _options.Time.GetUtcNow();
        await foreach (LeadRow row in RowsAsync(await Utf16Async(cancellation), problems, cancellation))
        {
            int before = problems.Count;
            NewCall? call = new LeadReading(row, _options, now, problems).Read();
            bool isGood = call is not null
                && (!_options.SkipInvalid || ((seen.TryAdd(NumberOf(call), row.Line) || MayRepeat(call, row.Line, seen, null, problems)) && IsFine(call, row.Line, problems)));
            left += problems.Count - before;
            if (!isGood && !_options.SkipInvalid) throw new LeadFileChangedException(source.Name);
            if (!isGood) continue;
            part.Add(call!);
            count++;
            // The last part waits until the file is known to end where it did.
            if (part.Count < partSize || count >= _total) continue;
            yield return part;
            part = new List<NewCall>(partSize);
        }

        if (count != _total || problems.Count > left || source.Stamp() != stamp) throw new LeadFileChangedException(source.Name);
        if (part.Count > 0) yield return part;
    }

    private async IAsyncEnumerable<LeadRow> RowsAsync(
        Encoding? utf16, ProblemList problems, [EnumeratorCancellation] CancellationToken cancellation)
    {
        LeadForm form = await LeadForms.OfAsync(source, utf16, cancellation);
        await using Stream file = source.Open();
        if (form == LeadForm.Json)
        {
            await using Stream utf8 = utf16 is null ? file : Encoding.CreateTranscodingStream(file, utf16, Encoding.UTF8, leaveOpen: true);
            await foreach (LeadRow row in JsonRows.ReadAsync(utf8, _options.FieldsBeside, problems, cancellation)) yield return row;
            yield break;
        }

        using var text = new StreamReader(file, utf16 ?? Encoding.UTF8, detectEncodingFromByteOrderMarks: true, bufferSize: 64 * 1024);
        IAsyncEnumerable<LeadRow> rows = form == LeadForm.Csv
            ? CsvRows.ReadAsync(text, problems, cancellation)
            : JsonRows.ReadLinesAsync(text, cancellation);
        await foreach (LeadRow row in rows.WithCancellation(cancellation)) yield return row;
    }

    private async Task<Encoding?> Utf16Async(CancellationToken cancellation)
    {
        byte[] start = new byte[2];
        await using Stream file = source.Open();
        return await file.ReadAtLeastAsync(start, 2, throwOnEndOfStream: false, cancellation) == 2 ? FileProbe.Utf16Of(start) : null;
    }

    private static long NumberOf(NewCall call) => long.Parse(call.To.Digits, CultureInfo.InvariantCulture);

    private bool MayRepeat(NewCall call, int line, Dictionary<long, int> seen, string? column, ProblemList problems)
    {
        if (_options.AllowDuplicates) return true;
        problems.Add(line, column, $"already appears on line {seen[NumberOf(call)]}");
        return false;
    }

    private bool IsFine(NewCall call, int line, ProblemList problems)
    {
        if (_options.CheckCall?.Invoke(call, line) is not { } problem) return true;
        problems.Add(problem.Line, problem.Column, problem.Text);
        return false;
    }

    private static List<string> Notes(int past) => past switch
    {
        0 => [],
        1 => ["The scheduled_at of one person is in the past; they are called now."],
        _ => [string.Create(CultureInfo.InvariantCulture, $"The scheduled_at of {past} people is in the past; they are called now.")],
    };

    private static LeadFileOptions Check(LeadFileOptions options) =>
        options.FindProblem() is { } problem ? throw new ArgumentException(problem, nameof(options)) : options;
}
