namespace CallQueue.Messages;

/// <summary>The results for the messages of one request, in their order.</summary>
internal sealed record IncomingAnswer(bool Success, int Queued, int Duplicates, int Ignored, IReadOnlyList<TakenMessage> Messages)
{
    public static IncomingAnswer Of(IReadOnlyList<TakenMessage> messages)
    {
        int Count(string status) => messages.Count(message => message.Status == status);
        return new IncomingAnswer(true, Count("queued"), Count("duplicate"), Count("ignored"), messages);
    }
}

/// <summary>The result for one message.</summary>
/// <param name="Status">queued, duplicate or ignored.</param>
/// <param name="JobId">The call that answers it; null when none does.</param>
/// <param name="JobStatus">queued, scheduled, started, finished or failed; null when there is no call.</param>
/// <param name="Reason">Why it was ignored; otherwise null.</param>
internal sealed record TakenMessage(string MessageId, string Status, string? JobId, string? JobStatus, string? Reason);
