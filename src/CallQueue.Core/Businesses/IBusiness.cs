using CallQueue.Calls;
using CallQueue.ChosenIds;
using CallQueue.Evidence;
using CallQueue.Histories;
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
    /// Accepts the next part of a run. The run's calls are dialed after all its parts have arrived, so a run is accepted completely or
    /// not at all: when a part is refused, the parts before it, the run's name and its ids are free again. Repeating a part, or a whole
    /// run, adds nothing.
    /// </summary>
    Task<EnqueueAnswer> EnqueueAsync(EnqueueCalls request);

    /// <summary>
    /// Claims ids that the submitter of a run chose for its calls, all of them or, when one belongs to another call, none; the first
    /// conflict, or null. <see cref="EnqueueAsync"/> does so for each part; a caller with many parts does it for all of them before.
    /// </summary>
    Task<IdConflict?> ClaimIdsAsync(ClaimIds request);

    /// <summary>Gives back what a run has claimed, because it is not submitted after all.</summary>
    Task ReleaseIdsAsync(ClaimIds request);

    /// <summary>Takes one call that belongs to no run; one without a name gets the business's next number as its name.</summary>
    Task<SubmitAnswer> SubmitAsync(SubmitCall request);

    /// <summary>Stops a run permanently: after the answer no more of its calls are dialed. It may be repeated.</summary>
    Task<StopAnswer> StopRunAsync(StopRun request);

    /// <summary>Pauses or resumes one run. False when no such run is active.</summary>
    Task<bool> PauseRunAsync(string run, bool paused);

    /// <summary>Pauses or resumes the whole business: after a pause is answered no new calls are dialed.</summary>
    Task PauseAsync(bool paused);

    /// <summary>What a command would do, exact at one moment; null when its run is not active. Nothing is changed.</summary>
    Task<Preview?> PreviewAsync(PreviewedCommand command);

    /// <summary>Carries out a command on what its preview has shown, unless the preview no longer holds. It may be repeated.</summary>
    Task<ConfirmAnswer> ConfirmAsync(ConfirmPreview request);

    /// <summary>
    /// The owner confirms that the business calls ten times as much as usual: it goes on, and no jump holds it for a day. False when no jump
    /// holds it.
    /// </summary>
    Task<bool> ConfirmJumpAsync();

    /// <summary>Replaces the settings, effective at once. Null when accepted, else the field and problem.</summary>
    Task<FieldProblem?> ChangeSettingsAsync(BusinessSettings settings);

    /// <summary>The same, only while the settings are those that the change was made from.</summary>
    Task<SettingsAnswer> ReplaceSettingsAsync(ReplaceSettings request);

    /// <summary>Counters, slots, runs and holds, in one consistent snapshot.</summary>
    Task<BusinessSnapshot> GetAsync();

    /// <summary>
    /// The business once it is newer than <paramref name="seenStamp"/>, or its current state after <paramref name="wait"/> (at
    /// most 30 s). Null: at once. For event streams: no polling.
    /// </summary>
    Task<BusinessSnapshot> WatchAsync(string? seenStamp, TimeSpan wait);

    /// <summary>What happened per minute, ten minutes or day, up to now.</summary>
    Task<HistorySeries> HistoryAsync(HistoryResolution resolution);

    /// <summary>Cancels one call permanently: after the answer it is not dialed. A live call is canceled only when asked to hang up.</summary>
    Task<CallVerbAnswer> CancelCallAsync(CancelCall request);

    /// <summary>Puts a call that ended without being completed back into the queue, to be dialed once more.</summary>
    Task<CallVerbAnswer> RetryCallAsync(string call);

    /// <summary>Moves a waiting call to another priority.</summary>
    Task<CallVerbAnswer> MoveCallAsync(MoveCall request);

    /// <summary>A page of the calls of one part. A page past the end is empty.</summary>
    Task<CallPage> ListAsync(ListCalls request);

    /// <summary>
    /// Where a call is: waiting (ready or delayed), live, or ended by the stop or the deadline of its run while it waited. The one
    /// answer that every reader shows; null for calls that ended otherwise and for unknown ones.
    /// </summary>
    Task<ListedCall?> FindAsync(string call);

    /// <summary>Why a call waits, and when it is expected to be dialed; null when the business has no such call.</summary>
    Task<CallReasons?> WhyAsync(string call);

    /// <summary>
    /// The numbers that were called within the last hours (<see cref="BusinessSettings.RecentlyCalledHours"/>), in any run or alone,
    /// or are being called now, with their latest dial; in the order of the question. Empty when the business does not want to know.
    /// </summary>
    Task<IReadOnlyList<RecentDial>> FindRecentDialsAsync(FindRecentDials request);

    /// <summary>
    /// The next part of a search through all its calls: waiting, live, ended and still remembered. Each part reads a bounded number of
    /// pages, while other turns continue. A call that changes its place while a search is continued may be found twice; it is not missed, unless
    /// meanwhile somebody lowers its priority or opens it again, or it is delayed again without a dial.
    /// </summary>
    Task<SearchAnswer> SearchAsync(SearchCalls request);

    /// <summary>A page of its runs, also of those that have ended and are still remembered.</summary>
    Task<RunList> ListRunsAsync(ListRuns request);

    /// <summary>Forgets calls that ended long ago; answers how many.</summary>
    Task<int> CleanAsync(CleanEnded request);

    /// <summary>The state of a run that has waiting or live calls; null for any other.</summary>
    Task<RunSnapshot?> GetRunAsync(string run);

    /// <summary>The dial ledger as far as it is durable; null before the first dial.</summary>
    Task<LedgerHead?> LedgerAsync();

    /// <summary>A full page of the dial ledger; null when there is none of that number, or when it was dropped because of its age.</summary>
    Task<LedgerPage?> LedgerPageAsync(int page);

    /// <summary>
    /// Erases what is kept here of a number: its waiting calls are canceled, records of its calls deleted, results, lists and pending webhooks
    /// no longer have it, and the dial ledger's keys of the person are dropped. Nothing while a call to it is live. Repeating it is fine.
    /// </summary>
    Task<EraseAnswer> EraseAsync(PhoneNumber number);

    /// <summary>A call's carrier has certainly received the create request at <paramref name="at"/>: the rate limit counts from there.</summary>
    Task DialedAsync(long lease, DateTimeOffset at);

    /// <summary>Somebody looks at one of its live calls: for a while the carrier is asked to report the progress of its dials.</summary>
    Task LookedAtAsync();

    /// <summary>A recording of one of its calls can be heard; its sinks are notified. The same notice again is delivered again, under the same event id.</summary>
    Task RecordedAsync(RecordingNotice notice);

    /// <summary>A call gives its slot back. Answers true when the lease was held; a repetition changes nothing and answers false.</summary>
    Task<bool> ReleaseAsync(long lease, LeaseEnd end);

    /// <summary>The trunk has changed this business's share.</summary>
    Task OnTrunkAsync(TrunkNotice notice);

    /// <summary>The business has its own do-not-call list from now on, which every dial checks. Sent before the first number is added.</summary>
    Task KeepListAsync();

    /// <summary>
    /// Withdraws leased calls that may not have been dialed yet, for these numbers (null: for all): they return to the
    /// front of their lanes. After the answer they are dialed only under a new lease.
    /// </summary>
    Task OrderBackAsync(IReadOnlyList<PhoneNumber>? numbers);

    /// <summary>Something may be due: look again. Harmless at any time.</summary>
    Task WakeAsync();
}
