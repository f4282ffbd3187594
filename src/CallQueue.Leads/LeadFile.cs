using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using CallQueue.Calls;
using CallQueue.Leads.Columns;
using CallQueue.Leads.Sources;

namespace CallQueue.Leads;

/// <summary>
/// A file of people to call: CSV, JSON or JSON Lines, in UTF-8 or UTF-16. It is read
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
    private LeadForm _form;
    private ForeignWords _words = null!;
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
        FileProbe probe = await FileProbe.LookAsync(source, cancellation);
        if (probe.Problem is { } unreadable)
        {
            _checked = null;
            return new LeadCheck(0, probe.Fingerprint, [unreadable], 1, []);
        }

        _form = await LeadForms.OfAsync(source, probe.Utf16, cancellation);
        _words = new ForeignWords(_options.Mapping, areAllOurs: _form != LeadForm.Csv);
        (LeadCheck check, ForeignWords words) = (await CheckRowsAsync(probe, _words, progress, cancellation), _words);
        _words = words.Decided();
        if (words.WereMistaken) check = await CheckRowsAsync(probe, _words, progress, cancellation);
        _checked = check.IsReadable ? stamp : null;
        _total = check.Total;
        return check;
    }

    private async Task<LeadCheck> CheckRowsAsync(FileProbe probe, ForeignWords words, IProgress<int>? progress, CancellationToken cancellation)
    {
        (ProblemList problems, ListNotes notes) = (new ProblemList(_options.ListedProblems), new ListNotes());
        (int rows, int good, int past, int rowProblems, int duplicates) = (0, 0, 0, 0, 0);
        var seen = new Dictionary<long, int>();
        var ids = new RepeatedIds();
        var cut = new CutNumber();
        var special = new SpecialNumbers();
        var speech = new LeadSpeech(_options);
        DateTimeOffset now = _options.Time.GetUtcNow();
        await foreach (LeadRow row in new ListRows(source, probe.Utf16, _options).ReadAsync(_form, notes, cancellation))
        {
            if (row.OfList is { } whole)
            {
                problems.Add(whole.Line, whole.Column, whole.Text);
                continue;
            }

            int before = problems.Count;
            problems.Row = rows;
            var reading = new LeadReading(row, _options, now, words, problems);
            if (reading.Read() is { } call && IsWhole(call, row, cut, reading.NumberColumn, problems))
            {
                bool isNew = seen.TryAdd(NumberOf(call), row.Line);
                if (!isNew) duplicates++;
                if ((isNew || MayRepeat(call, row.Line, seen, reading.NumberColumn, problems)) && ids.IsNew(call, row, problems) && IsFine(call, row.Line, problems) && speech.IsGood(call, row.Line, problems)) good++;
            }

            special.Add(reading.Kind, row.Line);
            if (reading.WasPast) past++;
            rowProblems += problems.Count - before;
            problems.Row = null;
            if (++rows % ProgressEvery == 0) progress?.Report(rows);
        }

        rowProblems += speech.Finish(problems);
        if (good == 0 && problems.Count == 0) problems.Add(null, null, "the file has no rows with people to call");
        foreach (string note in words.Notes().Concat(Notes(past)).Concat(special.Notes()).Concat(speech.Notes)) notes.Add(note);
        // Problems outside rows (header, a quotation mark that is not closed) can't be skipped.
        bool canSkip = good > 0 && rowProblems == problems.Count;
        bool isReadable = problems.Count == 0 || (_options.SkipInvalid && canSkip);
        return new LeadCheck(good, probe.Fingerprint, problems.List, problems.Count, notes.Sentences) { IsReadable = isReadable, CanSkip = canSkip, Duplicates = duplicates, HasIds = ids.HasAny, Mapping = _options.Mapping, BlankPlaces = speech.Blanks, SpecialNumbers = special.All };
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
        var speech = new LeadSpeech(_options);
        (int count, int left) = (0, 0);
        DateTimeOffset now = _options.Time.GetUtcNow();
        (CutNumber cut, RepeatedIds ids) = (new CutNumber(), new RepeatedIds());
        Encoding? utf16 = await ListRows.Utf16Async(source, cancellation);
        await foreach (LeadRow row in new ListRows(source, utf16, _options).ReadAsync(_form, null, cancellation))
        {
            if (row.OfList is not null) throw new LeadFileChangedException(source.Name);
            int before = problems.Count;
            NewCall? call = new LeadReading(row, _options, now, _words, problems).Read();
            bool isGood = call is not null && IsWhole(call, row, cut, null, problems)
                && (!_options.SkipInvalid || ((seen.TryAdd(NumberOf(call), row.Line) || MayRepeat(call, row.Line, seen, null, problems)) && ids.IsNew(call, row, problems) && IsFine(call, row.Line, problems) && speech.IsGood(call, row.Line, problems)));
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

    private static bool IsWhole(NewCall call, LeadRow row, CutNumber cut, string? column, ProblemList problems)
    {
        if (!cut.Look(call.To, row.MayBeCut)) return true;
        problems.Add(row.Line, column, CutNumber.Problem);
        return false;
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
