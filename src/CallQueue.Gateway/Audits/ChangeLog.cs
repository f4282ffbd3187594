using CallQueue.Access;
using Microsoft.AspNetCore.Http;

namespace CallQueue.Audits;

/// <summary>What a request is about to change.</summary>
/// <param name="Action">Such as <c>run.stopped</c>.</param>
internal sealed record Change(string Action)
{
    /// <summary>What is changed; null: the business or the deployment itself.</summary>
    public string? Target { get; init; }

    /// <summary>As JSON, without secrets and without people's data.</summary>
    public string? Before { get; init; }

    /// <summary>As JSON, without secrets and without people's data.</summary>
    public string? After { get; init; }

    /// <summary>Why, as the sender says.</summary>
    public string? Reason { get; init; }

    public AuditNote By(string caller, string? address) => new(caller, Action) { From = address, Target = Target is null ? null : LogText.Masked(Target), Before = Before, After = After, Reason = Reason };
}

/// <summary>Writes changes of consequence to the audit log before they take effect.</summary>
internal static class ChangeLog
{
    /// <summary>
    /// Records the change, then makes it. So no change is without an entry, even after a crash between the two; a change that was refused or
    /// failed has a second entry that says so. When the entry can't be written, nothing is changed.
    /// </summary>
    /// <param name="http">The request: who asks, and from where.</param>
    /// <param name="actors">The actors.</param>
    /// <param name="business">Whose audit log; null: the deployment's.</param>
    /// <param name="change">What is to be changed.</param>
    /// <param name="act">Makes the change. Null or a status of 400 and more: nothing was changed.</param>
    public static async Task<TResult> ChangeAsync<TResult>(this HttpContext http, IActors actors, BusinessId? business, Change change, Func<Task<TResult>> act) where TResult : IResult?
    {
        IAuditTrail trail = actors.Audit(new AuditId(business));
        AuditNote note = change.By(http.Caller().Key, ClientAddress.Of(http)?.ToString());
        long entry = await trail.AppendAsync(note);
        bool isDone = false;
        try
        {
            TResult result = await act();
            isDone = result is not (null or IStatusCodeHttpResult { StatusCode: >= StatusCodes.Status400BadRequest });
            return result;
        }
        finally
        {
            if (!isDone) await trail.AppendAsync(note with { Failed = entry });
        }
    }
}
