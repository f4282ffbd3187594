using CallQueue.Guards;

namespace CallQueue.Calls.Attempts;

/// <summary>The last check before a create request: may this person still be called now?</summary>
internal sealed class Admission(CallState state)
{
    /// <summary>The delay before a failed guard check is retried.</summary>
    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromSeconds(5);

    /// <summary>How the lease ends without a dial, or what allows the dial.</summary>
    public async Task<(StoredEnd? Refused, NumberChecks? Checks)> RefuseAsync(CallSpec spec, StartCall request)
    {
        if ((request.Blocked ?? request.Limits?.FindRefusal(spec.Script.AnswerUrl)) is { } reason) return (Final(Outcome.Blocked, reason), null);
        if (spec.Rules.Deadline <= state.Now) return (Final(Outcome.Expired, "its deadline has passed"), null);
        try
        {
            NumberChecks checks = await ClearAsync(spec.To, request);
            StoredEnd? refused = checks.Result switch
            {
                { Listed: true } listed => Final(Outcome.Blocked, Guarded.DoNotCall(listed)),
                { CappedUntil: { } until } => Later(spec, until, "the number has reached its contact cap"),
                _ => null,
            };
            return (refused, checks);
        }
        catch (Exception e)
        {
            // Whatever kept the lists and caps from being read: unreachable, damaged, a bug. Unread, they forbid the dial.
            state.Log.GuardNotAsked(state.Id, e);
            return (Later(spec, state.Now + AskAgainAfter, "the do-not-call check failed"), null);
        }
    }

    /// <summary>A check that took too long, because a process was suspended, is repeated: numbers may have been listed since.</summary>
    private async Task<NumberChecks> ClearAsync(PhoneNumber number, StartCall request)
    {
        while (true)
        {
            DateTimeOffset askedAt = state.Now;
            NumberChecks answer = await state.Guards.ClearAsync(number, request);
            if (state.Now - askedAt <= CallQueueOptions.SendWithin) return answer;
        }
    }

    /// <summary>A cleared lease is not dialed after all.</summary>
    public Task GiveBackAsync(PhoneNumber number, StartCall request) =>
        request.Caps is { Count: > 0 } ? state.Guards.GiveBackAsync(number, request.Lease) : Task.CompletedTask;

    /// <summary>The slot is free at once, and no attempt is counted.</summary>
    private static StoredEnd Later(CallSpec spec, DateTimeOffset at, string reason) =>
        spec.Rules.Deadline <= at ? Final(Outcome.Expired, $"{reason} before its deadline") : new StoredEnd(EndKind.Retry, RetryAt: at, Reason: reason);

    private static StoredEnd Final(Outcome outcome, string reason) => new(EndKind.Final, outcome, Reason: reason);
}
