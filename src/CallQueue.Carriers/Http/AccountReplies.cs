using CallQueue.Carriers;

namespace CallQueue.Http;

/// <summary>Reads the response to a request for the account's own description: the cheapest request that needs the credentials.</summary>
internal static class AccountReplies
{
    private const int Unauthorized = 401;
    private const int Forbidden = 403;

    /// <param name="carrier">The carrier's name.</param>
    /// <param name="reply">Its response.</param>
    /// <param name="problemIn">Why the described account can't place calls; null when it can.</param>
    public static AccountAnswer Read(string carrier, HttpReply reply, Func<System.Text.Json.JsonElement, string?> problemIn) => reply switch
    {
        HttpReply.Received { Status: Unauthorized or Forbidden, Status: var status } => new AccountAnswer(AccountStanding.Refused, $"{carrier} rejects the credentials (HTTP {status})"),
        HttpReply.Received { IsSuccess: true, Body: var body } when JsonAnswer.ParseObject(body) is { } account => problemIn(account) is { } problem
            ? new AccountAnswer(AccountStanding.Refused, problem)
            : new AccountAnswer(AccountStanding.Accepted, $"{carrier} accepts the credentials"),
        _ => new AccountAnswer(AccountStanding.Unknown, $"{carrier} could not be asked: {reply.Describe()}"),
    };
}
