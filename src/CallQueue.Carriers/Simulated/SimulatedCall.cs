namespace CallQueue.Carriers.Simulated;

/// <summary>
/// One call of the simulated carrier: its complete course, fixed when it is placed. Its state follows from the clock
/// alone, so a restarted process continues it from the ledger.
/// </summary>
internal sealed record SimulatedCall(
    CarrierCallId Id,
    AttemptRef Attempt,
    string To,
    string? From,
    DateTimeOffset PlacedAt,
    Outcome Outcome,
    TimeSpan Ring,
    TimeSpan Talk)
{
    /// <summary>When we ended it; null when it runs its course.</summary>
    public DateTimeOffset? HungUpAt { get; init; }

    /// <summary>Who answers is found out, halfway through the call.</summary>
    public bool Detects { get; init; }

    private bool IsAnswered => Outcome is Outcome.Completed or Outcome.Voicemail;

    private string Verdict => Outcome == Outcome.Voicemail ? AnsweredBy.Machine : AnsweredBy.Human;

    private DateTimeOffset JudgedAt => PickedUpAt + (Talk / 2);

    private DateTimeOffset PickedUpAt => PlacedAt + Ring;

    private DateTimeOffset NaturalEndAt => PickedUpAt + Talk;

    public DateTimeOffset EndsAt => HungUpAt is { } at && at < NaturalEndAt ? at : NaturalEndAt;

    /// <summary>The events still to report at <paramref name="now"/>: the current state, then the following ones. The end is always the last.</summary>
    public IEnumerable<(DateTimeOffset At, CarrierReport Report)> EventsFrom(DateTimeOffset now)
    {
        bool answered = IsAnswered && PickedUpAt < EndsAt;
        DateTimeOffset ringsUntil = answered ? PickedUpAt : EndsAt;
        if (now < ringsUntil && Outcome != Outcome.Failed) yield return (PlacedAt, new CarrierReport(Id, CarrierStatus.Ringing));
        if (now < EndsAt && answered) yield return (PickedUpAt, new CarrierReport(Id, CarrierStatus.InProgress));
        if (Detects && answered && now < EndsAt && JudgedAt < EndsAt) yield return (JudgedAt, new CarrierReport(Id, CarrierStatus.InProgress, AnsweredBy: Verdict));
        yield return (EndsAt, End());
    }

    public CarrierReport At(DateTimeOffset now)
    {
        if (now >= EndsAt) return End();
        bool talking = now >= PickedUpAt && IsAnswered;
        return new CarrierReport(Id, talking ? CarrierStatus.InProgress : CarrierStatus.Ringing, AnsweredBy: talking && Detects && now >= JudgedAt ? Verdict : null);
    }

    private CarrierReport End()
    {
        bool talked = IsAnswered && EndsAt >= PickedUpAt;
        Outcome outcome = talked ? Outcome.Completed : EndsAt == NaturalEndAt ? Outcome : Outcome.Canceled;
        return new CarrierReport(
            Id, CarrierStatus.Ended, outcome, $"simulated {outcome}", Retryable: outcome != Outcome.Canceled,
            Duration: talked ? EndsAt - PickedUpAt : null, AnsweredBy: talked && Detects && JudgedAt <= EndsAt ? Verdict : null);
    }
}
