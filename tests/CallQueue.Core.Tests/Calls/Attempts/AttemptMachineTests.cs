using CallQueue.Carriers;

namespace CallQueue.Calls.Attempts;

public sealed class AttemptMachineTests
{
    private static readonly CarrierCallId Known = new("CA1");

    /// <summary>Every kind of thing that can happen, by the name it has in docs/state-machines.md.</summary>
    internal static readonly IReadOnlyDictionary<string, AttemptEvent> Events = new Dictionary<string, AttemptEvent>
    {
        ["accepted"] = new AttemptEvent.Answered(new DialAnswer.Accepted(Known)),
        ["rejected"] = new AttemptEvent.Answered(new DialAnswer.Rejected(Outcome.Failed, "bad number")),
        ["try later"] = new AttemptEvent.Answered(new DialAnswer.TryLater("busy")),
        ["trunk stopped"] = new AttemptEvent.Answered(new DialAnswer.TrunkStopped("401")),
        ["answer lost"] = new AttemptEvent.Answered(new DialAnswer.Unknown("timeout")),
        ["instance lost"] = new AttemptEvent.Lost(),
        ["queued"] = Reported(CarrierStatus.Queued),
        ["ringing"] = Reported(CarrierStatus.Ringing),
        ["in progress"] = Reported(CarrierStatus.InProgress),
        ["ended"] = Reported(CarrierStatus.Ended),
        ["verdict"] = new AttemptEvent.Reported(new CarrierReport(Known, CarrierStatus.InProgress, AnsweredBy: AnsweredBy.Machine)),
        ["message taken"] = new AttemptEvent.Spoken(new MessageAnswer.Speaking()),
        ["message refused"] = new AttemptEvent.Spoken(new MessageAnswer.Refused("over")),
        ["message open"] = new AttemptEvent.Spoken(new MessageAnswer.Unknown("503")),
        ["found ringing"] = new AttemptEvent.LookedUp(new LookupAnswer.Found(new CarrierReport(Known, CarrierStatus.Ringing))),
        ["found ended"] = new AttemptEvent.LookedUp(new LookupAnswer.Found(new CarrierReport(Known, CarrierStatus.Ended, Outcome.Busy))),
        ["absent"] = new AttemptEvent.LookedUp(new LookupAnswer.Absent()),
        ["can't say"] = new AttemptEvent.LookedUp(new LookupAnswer.Unknown("503")),
    };

    /// <summary>One line an event, one column a state; a dot means that the event is ignored there.</summary>
    internal const string Table = """
        event          | Dialing    | Unknown    | Queued     | Ringing    | InProgress | Ended      | NotPlaced
        accepted       | Queued     | Queued     | .          | .          | .          | .          | .
        rejected       | Ended      | Ended      | .          | .          | .          | .          | .
        try later      | NotPlaced  | NotPlaced  | .          | .          | .          | .          | .
        trunk stopped  | NotPlaced  | NotPlaced  | .          | .          | .          | .          | .
        answer lost    | Unknown    | Unknown    | .          | .          | .          | .          | .
        instance lost  | Unknown    | .          | .          | .          | .          | .          | .
        queued         | Queued     | Queued     | .          | .          | .          | .          | .
        ringing        | Ringing    | Ringing    | Ringing    | .          | .          | .          | .
        in progress    | InProgress | InProgress | InProgress | InProgress | .          | .          | .
        ended          | Ended      | Ended      | Ended      | Ended      | Ended      | .          | .
        verdict        | InProgress | InProgress | InProgress | InProgress | InProgress | Ended      | .
        message taken  | .          | .          | .          | .          | .          | .          | .
        message refused | .         | .          | .          | .          | .          | .          | .
        message open   | .          | .          | .          | .          | .          | .          | .
        found ringing  | Ringing    | Ringing    | Ringing    | .          | .          | .          | .
        found ended    | Ended      | Ended      | Ended      | Ended      | Ended      | .          | .
        absent         | .          | NotPlaced  | .          | .          | .          | .          | .
        can't say      | .          | .          | .          | .          | .          | .          | .
        """;

    [Fact]
    public void Every_pair_of_state_and_event_does_what_the_table_says()
    {
        IReadOnlyDictionary<(AttemptState, string), AttemptState?> table = TableOf(Table);
        foreach (AttemptState state in Enum.GetValues<AttemptState>())
        {
            foreach ((string name, AttemptEvent happened) in Events)
            {
                table.ContainsKey((state, name)).ShouldBeTrue($"the table has no answer for {name} in {state}");
                AttemptStep step = AttemptMachine.Apply(In(state), happened, Some.Instant);
                AttemptState? expected = table[(state, name)];
                step.Attempt.State.ShouldBe(expected ?? state, $"{name} in {state}");
                (step.IgnoredBecause is not null).ShouldBe(expected is null, $"{name} in {state} is ignored: '{step.IgnoredBecause}'");
            }
        }
    }

    [Fact]
    public void The_events_above_are_all_kinds_there_are()
    {
        Type[] Kinds(Type parent) => [.. parent.GetNestedTypes().Where(parent.IsAssignableFrom)];
        Events.Values.Select(e => e.GetType()).Distinct().ShouldBe(Kinds(typeof(AttemptEvent)), ignoreOrder: true);
        Events.Values.OfType<AttemptEvent.Answered>().Select(e => e.Answer.GetType()).ShouldBe(Kinds(typeof(DialAnswer)), ignoreOrder: true);
        Events.Values.OfType<AttemptEvent.LookedUp>().Select(e => e.Answer.GetType()).Distinct().ShouldBe(Kinds(typeof(LookupAnswer)), ignoreOrder: true);
        Events.Values.OfType<AttemptEvent.Reported>().Select(e => e.Report.Status).Distinct().ShouldBe(Enum.GetValues<CarrierStatus>());
    }

    [Fact]
    public void Whatever_happens_an_attempt_never_moves_back_and_an_end_absorbs_everything()
    {
        AttemptEvent[] all = [.. Events.Values];
        Property.Holds(Property.Steps(30), steps =>
        {
            AttemptRecord attempt = In(AttemptState.Dialing);
            foreach (int step in steps)
            {
                AttemptRecord next = AttemptMachine.Apply(attempt, all[step % all.Length], Some.Instant + Some.Seconds(step)).Attempt;
                ((int)next.State).ShouldBeGreaterThanOrEqualTo((int)attempt.State);
                if (attempt.State is AttemptState.Ended or AttemptState.NotPlaced)
                {
                    next.State.ShouldBe(attempt.State);
                    (next.Outcome, next.EndedAt, next.Reason).ShouldBe((attempt.Outcome, attempt.EndedAt, attempt.Reason));
                }

                attempt = next;
            }
        }, tests: 500);
    }

    [Fact]
    public void The_webhooks_of_one_call_in_any_order_and_number_end_it_the_same_way()
    {
        CarrierReport[] reports =
        [
            new(Known, CarrierStatus.Queued), new(Known, CarrierStatus.Ringing), new(Known, CarrierStatus.InProgress, AnsweredBy: "human"),
            new(Known, CarrierStatus.Ended, Outcome.Completed, "done", Duration: Some.Seconds(42), RecordingUrl: "https://example.test/r"),
        ];
        Property.Holds(Property.Steps(12), steps =>
        {
            AttemptRecord attempt = In(AttemptState.Dialing);
            foreach (CarrierReport report in steps.Select(step => reports[step % 4]).Concat(reports.OrderBy(r => steps[(int)r.Status])))
                attempt = AttemptMachine.Apply(attempt, new AttemptEvent.Reported(report), Some.Instant).Attempt;
            (attempt.State, attempt.Outcome, attempt.Reason, attempt.Talk, attempt.AnsweredBy, attempt.RecordingUrl)
                .ShouldBe((AttemptState.Ended, Outcome.Completed, "done", Some.Seconds(42), "human", "https://example.test/r"));
        });
    }

    [Fact]
    public void A_report_on_another_call_of_the_carrier_changes_nothing() =>
        AttemptMachine.Apply(In(AttemptState.Ringing), new AttemptEvent.Reported(new CarrierReport(new CarrierCallId("CA2"), CarrierStatus.Ended, Outcome.Busy)), Some.Instant)
            .Attempt.ShouldBe(In(AttemptState.Ringing));

    [Fact]
    public void A_detail_that_comes_after_the_end_is_filled_in()
    {
        var late = new CarrierReport(Known, CarrierStatus.Ended, Outcome.Failed, RecordingUrl: "https://example.test/r");
        AttemptRecord attempt = AttemptMachine.Apply(In(AttemptState.Ended), new AttemptEvent.Reported(late), Some.Instant).Attempt;
        (attempt.RecordingUrl, attempt.Outcome).ShouldBe(("https://example.test/r", Outcome.Completed));
    }

    /// <summary>A table as (state, event) → the state after it; null where the event is ignored.</summary>
    internal static IReadOnlyDictionary<(AttemptState, string), AttemptState?> TableOf(string table)
    {
        string[][] rows = [.. table.Split('\n').Select(line => line.Trim().Trim('|').Split('|', StringSplitOptions.TrimEntries))];
        return rows.Skip(1).SelectMany(row => row.Skip(1).Select((cell, i) => (State: Enum.Parse<AttemptState>(rows[0][i + 1]), Event: row[0], To: cell)))
            .ToDictionary(cell => (cell.State, cell.Event), cell => cell.To == "." ? (AttemptState?)null : Enum.Parse<AttemptState>(cell.To));
    }

    internal static AttemptRecord In(AttemptState state) => new()
    {
        Number = 1, Token = "t", Trunk = Some.Trunk, IntentAt = Some.Instant, State = state,
        CarrierCall = state is AttemptState.Dialing or AttemptState.Unknown or AttemptState.NotPlaced ? null : Known,
        DialedAt = state is AttemptState.Dialing or AttemptState.Unknown or AttemptState.NotPlaced ? null : Some.Instant,
        AnsweredAt = state is AttemptState.InProgress or AttemptState.Ended ? Some.Instant : null,
        EndedAt = state == AttemptState.Ended ? Some.Instant : null,
        Outcome = state == AttemptState.Ended ? Outcome.Completed : null,
        Talk = state == AttemptState.Ended ? Some.Seconds(5) : null,
    };

    private static AttemptEvent.Reported Reported(CarrierStatus status) =>
        new(new CarrierReport(Known, status, status == CarrierStatus.Ended ? Outcome.Completed : null));
}
