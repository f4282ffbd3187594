using CallQueue.Carriers;

namespace CallQueue.Calls;

/// <summary>One person to reach, through all attempts. Spoken to by its Business, by webhooks, and by readers.</summary>
public interface ICall
{
    /// <summary>Stores a call under an id chosen at submit, so that the same id twice is the same call.</summary>
    Task<AcceptAnswer> AcceptAsync(AcceptCall request);

    /// <summary>The Business has queued the accepted order; a repeated submit need not queue it again.</summary>
    Task ConfirmAsync();

    /// <summary>
    /// Dials under a lease. Idempotent per lease: one lease sends at most one create request, ever. The answer has the
    /// state of the lease; its end comes by <see cref="Businesses.IBusiness.ReleaseAsync"/>, or with the next check.
    /// </summary>
    Task<LeaseStanding> StartAsync(StartCall request);

    /// <summary>
    /// Withdraws a lease unless its create request was sent. Answers only when that is certain, so that it is not
    /// dialed after the answer.
    /// </summary>
    Task<LeaseStanding> WithdrawAsync(WithdrawCall request);

    /// <summary>The state of a lease. Asks the carrier when an answer was lost or the call is silent for too long.</summary>
    Task<LeaseStanding> CheckAsync(long lease);

    /// <summary>A genuine webhook. The same one twice changes nothing; a late one never moves an attempt back.</summary>
    Task<EventAnswer> OnCarrierEventAsync(CarrierEvent carrierEvent);

    /// <summary>
    /// Cancels it unless a lease is live or it has ended. Only its Business asks; the same request again gets the same answer,
    /// an older one than the last lease changes nothing.
    /// </summary>
    Task<CancelAnswer> CancelAsync(CancelWaiting request);

    /// <summary>
    /// Opens a call again that ended without being completed; its Business queues it then. Only its Business asks, under a
    /// number of its leases: the same again gets the same answer, an older one changes nothing.
    /// </summary>
    Task<ReopenAnswer> ReopenAsync(long number);

    /// <summary>Changes the priority in its record, unless it has ended; null when it has no record. Only its Business calls this.</summary>
    Task<CallSnapshot?> MoveAsync(Priority priority);

    /// <summary>The state of the call; null when it has no record.</summary>
    Task<CallSnapshot?> GetAsync();

    /// <summary>
    /// The same for somebody who looks at the call: if it is live and its progress is not reported, the carrier is asked now and then, so that
    /// the next look shows it.
    /// </summary>
    Task<CallSnapshot?> LookAsync();

    /// <summary>Deletes its record when it is a call to this number that is not live; false when it is not. Only its Business asks, when the call waits no more.</summary>
    Task<bool> EraseAsync(PhoneNumber number);

    /// <summary>Retention: deletes the record of a call that has ended.</summary>
    Task ForgetAsync();
}
