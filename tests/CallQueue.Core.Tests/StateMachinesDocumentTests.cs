using CallQueue.Businesses.Queues;
using CallQueue.Calls.Attempts;
using CallQueue.PagedLists;
using CallQueue.Runs;

namespace CallQueue;

/// <summary>Keeps docs/state-machines.md true.</summary>
public sealed class StateMachinesDocumentTests
{
    private static readonly string[] Lines = File.ReadAllLines(Repository.PathOf("docs/state-machines.md"));

    [Fact]
    public void The_attempts_table_is_the_machines()
    {
        var documented = AttemptMachineTests.TableOf(string.Join('\n', TableBelow("| event", "Dialing")));
        documented.ShouldBe(AttemptMachineTests.TableOf(AttemptMachineTests.Table), ignoreOrder: true);
    }

    [Fact]
    public void The_runs_table_is_what_a_run_does()
    {
        string[][] rows = [.. TableBelow("| event", "Filling").Select(line => line.Trim('|').Split('|', StringSplitOptions.TrimEntries))];
        rows[0].Skip(1).ShouldBe(Enum.GetNames<RunStatus>());
        foreach (string[] row in rows.Skip(1))
        {
            foreach ((RunStatus state, string cell) in Enum.GetValues<RunStatus>().Zip(row.Skip(1)))
                After(state, row[0]).ShouldBe(cell == "." ? state : Enum.Parse<RunStatus>(cell), $"{row[0]} in {state}");
        }
    }

    [Fact]
    public void Every_state_has_its_line()
    {
        foreach (string state in Enum.GetNames<AttemptState>().Concat(Enum.GetNames<RunStatus>()))
            Lines.Count(line => line.StartsWith($"| {state} |", StringComparison.Ordinal)).ShouldBe(1, state);
    }

    private static RunStatus After(RunStatus state, string happened)
    {
        // A part is missing where one may come; else one call is live and everything has been received.
        bool isFilling = state == RunStatus.Filling;
        CallCounts counts = state is RunStatus.Completed ? new CallCounts { Total = 2, Completed = 2 } : new CallCounts { Total = isFilling ? 1 : 2, Ready = isFilling ? 1 : 0, Live = isFilling ? 0 : 1, Completed = isFilling ? 0 : 1 };
        var run = new ActiveRun(new RunRecord
        {
            Ordinal = 1, Name = "r", Total = 2, Fingerprint = "f", Template = new PageRange(1, 1, 1), Status = state, Received = isFilling ? 1 : 2, Counts = counts,
        });
        switch (happened)
        {
            case "last part" when isFilling:
                run.Tally.Add(Place.Ready);
                run.Receive(1, false, false, Some.Instant);
                break;
            case "pause": run.Pause(true); break;
            case "resume": run.Pause(false); break;
            case "stop" when state is not (RunStatus.Stopped or RunStatus.Completed): run.Stop(); break;
            case "last end" when counts.Live > 0:
                run.Tally.End(Place.Live, Outcome.Completed);
                run.Changed();
                break;
        }

        return run.Status;
    }

    private static IEnumerable<string> TableBelow(string start, string firstColumn)
    {
        int at = Array.FindIndex(Lines, line => line.StartsWith(start, StringComparison.Ordinal) && line.Split('|', StringSplitOptions.TrimEntries)[2] == firstColumn);
        return Lines.Skip(at).TakeWhile(line => line.StartsWith('|')).Where(line => !line.StartsWith("|-", StringComparison.Ordinal));
    }
}
