using CallQueue.Businesses.Queues;
using CallQueue.Businesses.State;
using CallQueue.ChosenIds;
using CallQueue.Hosting;
using CallQueue.Runs;

namespace CallQueue.Businesses.Effects;

/// <summary>What leaves a business for its runs: their state and their ends, and that a run is to be forgotten of which a part was refused.</summary>
internal sealed class RunEffects(BusinessState state, IActorContext context)
{
    private const int Rounds = 3;

    private readonly Dictionary<int, Task> _telling = [];
    private readonly Dictionary<int, long> _toldStamps = [];
    private BusinessRoot? _root;

    /// <summary>Runs a turn after an answer.</summary>
    public required Func<Task> TurnAsync { get; init; }

    /// <summary>Runs an effect; a failed one is repeated later.</summary>
    public required Func<string, Func<Task>, Task<bool>> Guarded { get; init; }

    /// <summary>Called with the name of each run that has completed.</summary>
    public required Action<string> Completed { get; init; }

    /// <summary>Whether a run has open updates.</summary>
    public bool IsOwing => state.Runs.Exists(Owes);

    /// <summary>A root has become durable.</summary>
    public void Committed(BusinessRoot root)
    {
        _root = root;
        foreach (RunRecord run in root.Runs) Tell(run);
    }

    /// <summary>Completes when a run that was taken back is forgotten: its name and its ids are free.</summary>
    /// <exception cref="UnavailableException">It could not be forgotten yet.</exception>
    public async Task ForgottenAsync(ActiveRun run)
    {
        for (int round = 0; round < Rounds && state.Runs.Contains(run); round++)
        {
            if (_root?.Runs.FirstOrDefault(record => record.Ordinal == run.Ordinal) is { } record) Tell(record);
            await (_telling.GetValueOrDefault(run.Ordinal) ?? Task.CompletedTask);
        }

        if (state.Runs.Contains(run)) throw new UnavailableException($"run '{run.Name}' was refused, and what had come of it is not removed yet; repeat the request");
    }

    private bool Owes(ActiveRun run) => run.IsTakenBack || run.Owes(_toldStamps.GetValueOrDefault(run.Ordinal));

    private void Tell(RunRecord run)
    {
        bool isNews = run.TakenBack || run.Ends.Count > 0 || run.Stamp > _toldStamps.GetValueOrDefault(run.Ordinal);
        if (!isNews || state.FindRun(run.Ordinal) is not { } active || !Owes(active) || !_telling.TryAdd(run.Ordinal, Task.CompletedTask)) return;
        Task telling = TellAsync(run);
        if (_telling.ContainsKey(run.Ordinal)) _telling[run.Ordinal] = telling;
    }

    private async Task TellAsync(RunRecord run)
    {
        bool isTold = await Guarded("update run", async () =>
        {
            var news = new RunNews(run.Stamp, run.Status, new Tally(run.Counts).Shown, run.ToldEnds, run.Ends) { Dials = run.Dials };
            long ends = await context.Actors.Run(new RunId(state.Id, run.Name)).ApplyAsync(news);
            _toldStamps[run.Ordinal] = run.Stamp;
            if (state.FindRun(run.Ordinal) is not { } active) return;
            bool wasOpen = active.IsOpen;
            active.Told(ends);
            if (!wasOpen && active.IsOpen) await TurnAsync();
            if (run.TakenBack) await ForgetAsync(active);
            if (!active.IsOver || Owes(active) || !state.Runs.Contains(active)) return;
            state.CloseRun(active, context.Time.GetUtcNow());
            _toldStamps.Remove(run.Ordinal);
            await TurnAsync();
            if (active.Status == RunStatus.Completed) Completed(active.Name);
        });
        _telling.Remove(run.Ordinal);

        // Changes that were committed in the meantime.
        if (isTold && _root?.Runs.FirstOrDefault(r => r.Ordinal == run.Ordinal) is { } newer && newer.Stamp > run.Stamp) Tell(newer);
    }

    /// <summary>Forgets a run that was taken back: its ids, its own record, and last what the business has of it.</summary>
    private async Task ForgetAsync(ActiveRun run)
    {
        var id = new RunId(state.Id, run.Name);
        if (run.HasIds) await ChosenIdBook.ReleaseRunAsync(context.Actors, id);
        await context.Actors.Run(id).ForgetAsync();
        if (state.Runs.Contains(run)) state.ForgetRun(run);
        _toldStamps.Remove(run.Ordinal);
        await TurnAsync();
    }
}
