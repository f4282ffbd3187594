using CallQueue.Calls;
using CallQueue.Runs;
using CallQueue.Trunks;
using CallQueue.Validation;

namespace CallQueue.Businesses;

/// <summary>
/// A tenant: its slots and its queue. The only actor that moves calls from waiting to dialing. Commands are durable when
/// they answer; they throw <see cref="Hosting.UnavailableException"/> when the store failed and nothing happened.
/// </summary>
public interface IBusiness
{
    /// <summary>
    /// Takes the next part of a run. The run's calls are dialed once all its parts are there, so a run is taken whole or
    /// not at all. Repeating a part, or a whole run, adds nothing.
    /// </summary>
    Task<EnqueueAnswer> EnqueueAsync(EnqueueCalls request);

    /// <summary>Takes one call that belongs to no run; one without a name gets the business's next number as its name.</summary>
    Task<SubmitAnswer> SubmitAsync(SubmitCall request);

    /// <summary>Stops a run for good: after the answer nothing more of it is dialed. Repeating it is fine.</summary>
    Task<StopAnswer> StopRunAsync(StopRun request);

    /// <summary>Holds one run back, or lets it go on. False when no such run is active.</summary>
    Task<bool> PauseRunAsync(string run, bool paused);

    /// <summary>Holds the whole business back, or lets it go on: after a pause is answered nothing new is dialed.</summary>
    Task PauseAsync(bool paused);

    /// <summary>Replaces the settings, effective at once. Null when taken, else the field and problem.</summary>
    Task<FieldProblem?> ChangeSettingsAsync(BusinessSettings settings);

    /// <summary>The same, only while the settings are those that the change was made from.</summary>
    Task<SettingsAnswer> ReplaceSettingsAsync(ReplaceSettings request);

    /// <summary>Counters, slots, runs and what holds the rest back, in one consistent snapshot.</summary>
    Task<BusinessSnapshot> GetAsync();

    /// <summary>
    /// The business once it is newer than <paramref name="seenStamp"/>, or as it stands after <paramref name="wait"/> (at
    /// most 30 s). Null: at once. For event streams: no polling.
    /// </summary>
    Task<BusinessSnapshot> WatchAsync(string? seenStamp, TimeSpan wait);

    /// <summary>Cancels one call for good: after the answer nothing of it is dialed. A live one only when asked to hang up.</summary>
    Task<CallVerbAnswer> CancelCallAsync(CancelCall request);

    /// <summary>Puts a call that ended without being completed back into the queue, to be dialed once more.</summary>
    Task<CallVerbAnswer> RetryCallAsync(string call);

    /// <summary>Moves a waiting call to another priority.</summary>
    Task<CallVerbAnswer> MoveCallAsync(MoveCall request);

    /// <summary>A page of the calls of one part. A page past the end is empty.</summary>
    Task<CallPage> ListAsync(ListCalls request);

    /// <summary>A waiting or live call as the business keeps it; null for any other.</summary>
    Task<ListedCall?> FindAsync(string call);

    /// <summary>What holds a call back, and when it is expected to be dialed; null when the business has no such call.</summary>
    Task<CallReasons?> WhyAsync(string call);

    /// <summary>Forgets calls that ended long ago; answers how many.</summary>
    Task<int> CleanAsync(CleanEnded request);

    /// <summary>A run that has calls waiting or live, as it stands; null for any other.</summary>
    Task<RunSnapshot?> GetRunAsync(string run);

    /// <summary>A call's carrier has surely received the create request at <paramref name="at"/>: the rate limit counts from there.</summary>
    Task DialedAsync(long lease, DateTimeOffset at);

    /// <summary>A call gives its slot back. Answers true when the lease was held; a repetition changes nothing and answers false.</summary>
    Task<bool> ReleaseAsync(long lease, LeaseEnd end);

    /// <summary>The trunk has changed what this business may use of it.</summary>
    Task OnTrunkAsync(TrunkNotice notice);

    /// <summary>The business keeps a do-not-call list of its own from now on: every dial asks it. Told before the first number is put there.</summary>
    Task KeepListAsync();

    /// <summary>
    /// Orders back what holds a lease and may not have been dialed yet, of these numbers (null: of all): it goes back to the
    /// front of its lane. After the answer nothing of it is dialed but under a new lease.
    /// </summary>
    Task OrderBackAsync(IReadOnlyList<PhoneNumber>? numbers);

    /// <summary>Something may be due: look again. Harmless at any time.</summary>
    Task WakeAsync();
}
