using CallQueue.Speech;

namespace CallQueue.Carriers;

/// <summary>
/// One carrier account that can place calls. Implementations are thread-safe and keep no state that a crash could lose.
/// They never retry <see cref="DialAsync"/> by themselves: neither carrier has an idempotency key.
/// </summary>
public interface ICarrier
{
    /// <summary>The carrier's name: <c>twilio</c>, <c>plivo</c>, <c>signalwire</c>, <c>callkaro</c> or <c>simulated</c>.</summary>
    string Name { get; }

    /// <summary>The account's trunk, shared by all businesses.</summary>
    TrunkId Trunk { get; }

    /// <summary>
    /// How long after a create was sent a lookup that finds nothing may be believed. Longer than any create request can
    /// be in progress plus the carrier's indexing lag; before that the answer is <see cref="LookupAnswer.Unknown"/>.
    /// </summary>
    TimeSpan AbsenceBelievedAfter { get; }

    /// <summary>What the carrier documents about spoken texts.</summary>
    SpeechRules Speech => SpeechRules.Unlimited;

    /// <summary>The carrier's time; null while it is unknown. A carrier inside this process has our clock.</summary>
    /// <param name="now">Our time (UTC).</param>
    CarrierTime? TimeAt(DateTimeOffset now) => new CarrierTime(now, TimeSpan.Zero);

    /// <summary>Learns the carrier's time by a cheap request. False when the carrier does not answer; never throws for carrier trouble.</summary>
    Task<bool> ReadClockAsync(CancellationToken cancellation) => Task.FromResult(true);

    /// <summary>
    /// Asks the carrier to place one call: at most one create request. Does not send when
    /// <see cref="DialRequest.SendBefore"/> has passed (answer: <see cref="DialAnswer.TryLater"/>). Never throws for what
    /// the carrier or the network did: that is an answer.
    /// </summary>
    Task<DialAnswer> DialAsync(DialRequest request, CancellationToken cancellation);

    /// <summary>Looks an attempt up at the carrier, by its id when known, else by its other properties. Never throws for carrier trouble.</summary>
    Task<LookupAnswer> LookUpAsync(LookupRequest request, CancellationToken cancellation);

    /// <summary>Ends a call, live or still waiting at the carrier. Never throws for carrier trouble.</summary>
    Task<HangUpAnswer> HangUpAsync(CarrierCallId call, CancellationToken cancellation);

    /// <summary>
    /// A machine has answered a live call: speaks a message to it in place of what it plays, and ends the call after that. May be asked again. Never throws
    /// for carrier trouble.
    /// </summary>
    /// <param name="call">The carrier's call.</param>
    /// <param name="attempt">Which dial it is.</param>
    /// <param name="message">What is spoken: a message, its voice and its variables.</param>
    Task<MessageAnswer> LeaveMessageAsync(CarrierCallId call, AttemptRef attempt, CallScript message, CancellationToken cancellation) =>
        Task.FromResult<MessageAnswer>(new MessageAnswer.Refused($"{Name} can't leave messages"));

    /// <summary>
    /// Opens the sound of a recording. The carrier's credentials go to the carrier's own hosts alone, and redirects are not followed. Never throws for
    /// carrier trouble.
    /// </summary>
    /// <param name="recording">The carrier's id of the recording.</param>
    Task<RecordingAnswer> OpenRecordingAsync(string recording, CancellationToken cancellation) => Task.FromResult<RecordingAnswer>(new RecordingAnswer.Absent());
}

/// <summary>The carriers of this process.</summary>
public interface ICarriers
{
    /// <summary>The first of the carriers that may serve a business.</summary>
    ICarrier For(BusinessId business);

    /// <summary>All carriers of this process in the order of its settings, the preferred one first; at least one, each with its own trunk.</summary>
    IReadOnlyList<ICarrier> All => [For(BusinessId.Default)];

    /// <summary>What they document about spoken texts: a text must suit each of them, since any may place the call.</summary>
    SpeechRules Speech => SpeechRules.OfAll(All.Select(carrier => carrier.Speech));

    /// <summary>The carrier account behind a trunk; null when this process has no credentials for it.</summary>
    ICarrier? Find(TrunkId trunk);
}
