using System.Globalization;
using CallQueue.Businesses;
using CallQueue.Calls;
using CallQueue.Runs;
using CallQueue.Searches;

namespace CallQueue.Benchmarks.Load;

/// <summary>
/// Finding calls among a million: by every criterion that the search has, their state by id, who was called recently, and what ids that
/// submitters choose cost. Every answer is bounded; the table also says how many answers a complete search takes.
/// </summary>
internal static class Searches
{
    private const int Slots = 100;
    private const int Waiting = 1_000_000;
    private const int Ended = 50_000;
    private const int Looks = 200;
    private const int Bulks = 20;
    private const int Turns = 3;

    public static async Task MeasureAsync(LoadSettings settings, Report report)
    {
        int waiting = settings.Scale(Waiting), ended = settings.Scale(Ended);
        await using Rig rig = await Rig.OpenAsync(settings, Slots);
        report.Progress($"{ended:N0} calls that end");
        string run = await SubmitAsync(rig, "ended", ended, 0, null, hasIds: true);
        await rig.EndedAsync(run);
        report.Progress($"{waiting:N0} calls that wait");
        DateTimeOffset far = Rig.Time.GetUtcNow() + TimeSpan.FromHours(2);
        await SubmitAsync(rig, "waiting", waiting, ended, i => far + (TimeSpan.FromHours(24) * ((double)i / waiting)), hasIds: true);

        int last = ended + waiting - 1, middle = ended + (waiting / 2);
        await FindAsync(rig, report, "a waiting call by number", new CallCriteria { Number = NumberOf(middle) }, 1);
        await FindAsync(rig, report, "a waiting call by the end of its number", new CallCriteria { NumberEnding = NumberOf(middle).Digits[^7..] }, 1);
        await FindAsync(rig, report, "a waiting call by lead", new CallCriteria { LeadId = LeadOf(last) }, 1);
        await FindAsync(rig, report, "a page of a campaign", new CallCriteria { CampaignId = "waiting" }, null);
        await FindAsync(rig, report, "calls due within a minute of the day", new CallCriteria { From = far + TimeSpan.FromHours(12), To = far + TimeSpan.FromHours(12) + TimeSpan.FromMinutes(1) }, null);
        await FindAsync(rig, report, "an ended call by number", new CallCriteria { Number = NumberOf(ended / 2), Places = CallPlaces.Ended }, 1);
        await FindAsync(rig, report, "an ended call by lead", new CallCriteria { LeadId = LeadOf(ended / 2), Places = CallPlaces.Ended }, 1);
        await FindAsync(rig, report, "an ended call by carrier id", new CallCriteria { CarrierCall = await CarrierCallAsync(rig, run, ended / 2) }, 1);
        await FindAsync(rig, report, "nobody by number", new CallCriteria { Number = PhoneNumber.Parse("+13055550199") }, 0);
        await LookAsync(rig, report, $"status by a chosen id among {waiting:N0} delayed", waiting, i => StatusAsync(rig, IdOf(ended + i)));
        await LookAsync(rig, report, $"status by the run's id among {waiting:N0} delayed", waiting, i => rig.Business.FindAsync(string.Create(CultureInfo.InvariantCulture, $"waiting-{i}")));
        await RecentAsync(rig, report, ended, waiting);
        await IdsAsync(rig, report, settings);
    }

    /// <summary>A complete search, part by part, as a client follows it.</summary>
    /// <param name="expected">How many calls are to be found; null: only the first part is measured.</param>
    private static async Task FindAsync(Rig rig, Report report, string what, CallCriteria asked, int? expected)
    {
        (int parts, int pages, int found, double longest) = (0, 0, 0, 0);
        SearchPosition? at = null;
        long start = Rig.Time.GetTimestamp();
        do
        {
            long begun = Rig.Time.GetTimestamp();
            SearchAnswer answer = await rig.Business.SearchAsync(new SearchCalls(asked, at, 50));
            longest = Math.Max(longest, Rig.Time.GetElapsedTime(begun).TotalMilliseconds);
            (parts, pages, found, at) = (parts + 1, pages + answer.Pages, found + answer.Calls.Count, answer.Next);
        }
        while (at is not null && expected is not null);
        if (expected is { } right && found != right) throw new InvalidOperationException($"{what}: {found} were found instead of {right}");
        report.Add($"search: {what}", $"{Rig.Time.GetElapsedTime(start).TotalMilliseconds:0.0} ms in {parts} answers, the longest {longest:0.0} ms, {pages:N0} pages, {found} found");
    }

    private static async Task LookAsync(Rig rig, Report report, string what, int count, Func<int, Task> look)
    {
        var times = new double[Looks];
        for (int i = 0; i < Looks; i++)
        {
            long begun = Rig.Time.GetTimestamp();
            await look((int)((long)i * count / Looks));
            times[i] = Rig.Time.GetElapsedTime(begun).TotalMilliseconds;
        }

        var sample = new Sample(times);
        report.Add(what, $"p50 {sample.At(0.5):0.00} ms, p99 {sample.At(0.99):0.00} ms, at most {sample.At(1):0.00} ms");
    }

    private static async Task StatusAsync(Rig rig, string id)
    {
        CallId call = await ChosenIds.ChosenIdBook.ResolveAsync(rig.References, new CallId(BusinessId.Default, id));
        if (await rig.Business.FindAsync(call.Name) is null) throw new InvalidOperationException($"{id} was not found");
    }

    /// <summary>What a list of a million asks at its start: who of them was called within the last day.</summary>
    private static async Task RecentAsync(Rig rig, Report report, int ended, int waiting)
    {
        var stint = new Stint(Rig.Time);
        IReadOnlyList<RecentDial> found = await RecentDials.FindAsync(rig.Business, Enumerable.Range(0, ended + waiting).Select(NumberOf));
        Cost cost = stint.End(ended + waiting);
        if (found.Count != ended) throw new InvalidOperationException($"{found.Count} of {ended} people were called recently");
        report.Add($"who of {ended + waiting:N0} people was called recently ({ended:N0} were)", $"{cost.PerSecond:N0} people/s, {cost.Elapsed.TotalSeconds:0.0} s");
    }

    /// <summary>Bulks whose calls have ids of their submitter, in turns with bulks without.</summary>
    private static async Task IdsAsync(Rig rig, Report report, LoadSettings settings)
    {
        int calls = settings.Scale(Rig.PartLength);
        DateTimeOffset far = Rig.Time.GetUtcNow() + TimeSpan.FromDays(3);
        await rig.Business.SubmitAsync(new SubmitCall("alone", "x", new NewCall { To = PhoneNumber.Parse("+13055550101"), NotBefore = far }, true));
        List<double> ratios = [];
        (TimeSpan with, TimeSpan without) = (TimeSpan.Zero, TimeSpan.Zero);
        for (int turn = 0; turn < Turns; turn++)
        {
            (TimeSpan bare, TimeSpan named) = (TimeSpan.Zero, TimeSpan.Zero);
            for (int bulk = 0; bulk < Bulks; bulk++)
            {
                int from = 5_000_000 + (((turn * Bulks) + bulk) * 2 * calls);
                bare += await TimeAsync(() => SubmitAsync(rig, $"bare{turn}-{bulk}", calls, from, _ => far, hasIds: false));
                named += await TimeAsync(() => SubmitAsync(rig, $"named{turn}-{bulk}", calls, from + calls, _ => far, hasIds: true));
            }

            ratios.Add(named / bare);
            (with, without) = (with + named, without + bare);
        }

        double ratio = with / without;
        report.Add(
            $"bulks of {calls:N0} calls with custom ids against without, beside a call submitted alone",
            $"{ratio:0.00}× ({string.Join(", ", ratios.Select(each => each.ToString("0.00", CultureInfo.InvariantCulture)))}); {Turns * Bulks * calls / with.TotalSeconds:N0} against {Turns * Bulks * calls / without.TotalSeconds:N0} calls/s",
            "≤ 2×", ratio <= 2);
    }

    private static async Task<TimeSpan> TimeAsync(Func<Task> act)
    {
        long start = Rig.Time.GetTimestamp();
        await act();
        return Rig.Time.GetElapsedTime(start);
    }

    /// <summary>A run of numbered people with a lead's id each, and a campaign of its name.</summary>
    private static async Task<string> SubmitAsync(Rig rig, string run, int calls, int from, Func<int, DateTimeOffset>? notBefore, bool hasIds)
    {
        var template = new RunTemplate { Data = $$"""{"campaign_id":"{{run}}"}""" };
        for (int offset = 0; offset < calls; offset += Rig.PartLength)
        {
            var part = new List<NewCall>(Rig.PartLength);
            for (int i = offset; i < Math.Min(offset + Rig.PartLength, calls); i++)
            {
                int person = from + i;
                part.Add(new NewCall
                {
                    To = NumberOf(person), NotBefore = notBefore?.Invoke(i), CustomId = hasIds ? IdOf(person) : null,
                    Data = string.Create(CultureInfo.InvariantCulture, $$"""{"lead_id":"{{LeadOf(person)}}"}"""),
                });
            }

            EnqueueAnswer answer = await rig.Business.EnqueueAsync(new EnqueueCalls(run, calls, offset, "benchmark", template, part));
            if (answer is not EnqueueAnswer.Taken) throw new InvalidOperationException($"the part at {offset} of {run} was not taken: {answer}");
        }

        return run;
    }

    private static async Task<string> CarrierCallAsync(Rig rig, string run, int index) =>
        (await rig.References.Run(new RunId(BusinessId.Default, run)).ResultsAsync(index, 1))[0].CarrierCall ?? throw new InvalidOperationException($"call {index} of {run} has no carrier's id");

    private static PhoneNumber NumberOf(int person) => PhoneNumber.Parse(string.Create(CultureInfo.InvariantCulture, $"+1{2_025_000_000L + person}"));

    private static string LeadOf(int person) => string.Create(CultureInfo.InvariantCulture, $"L{person}");

    private static string IdOf(int person) => string.Create(CultureInfo.InvariantCulture, $"id-{person}");
}
