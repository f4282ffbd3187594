namespace CallQueue.Calls;

/// <summary>The last look before a create request: may this person still be called, and now?</summary>
internal sealed class Admission(CallState state)
{
    /// <summary>How the lease ends without a dial; null: dial.</summary>
    public Task<StoredEnd?> RefuseAsync(CallOrder order, StartCall request)
    {
        StoredEnd? refusal = request.Blocked is { } reason ? Final(Outcome.Blocked, reason)
            : order.Rules.Deadline <= state.Now ? Final(Outcome.Expired, "its deadline has passed")
            : null;
        return Task.FromResult(refusal);
    }

    private static StoredEnd Final(Outcome outcome, string reason) => new(EndKind.Final, outcome, Reason: reason);
}
