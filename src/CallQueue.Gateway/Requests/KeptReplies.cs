using System.Security.Cryptography;
using System.Text;
using CallQueue.Access;
using CallQueue.Hosting;
using CallQueue.Inputs;
using CallQueue.Problems;
using CallQueue.Replies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CallQueue.Requests;

/// <summary>
/// Idempotency-Key on POSTs: a repeated request gets the same answer for a day and does nothing. Rejected
/// and failed requests did nothing, so a repeated one runs again. Endpoints that name what they create after the key handle
/// repetitions themselves (<see cref="RepeatsItself"/>).
/// </summary>
internal sealed class KeptReplies(RequestDelegate next, IActors actors, TenantQuotas quotas, ILogger<KeptReplies> log)
{
    /// <summary>Set on repeated answers.</summary>
    public const string Header = "Idempotency-Replayed";

    private const int MaxBodyBytes = 1024 * 1024;

    public async Task InvokeAsync(HttpContext http)
    {
        if (!IsMeant(http, out string key))
        {
            await next(http);
            return;
        }

        IResult? answer;
        try
        {
            answer = key.Length > RequestKey.MaxLength ? Refusals.Invalid(RequestKey.TooLong) : await AnswerAsync(http, key);
        }
        catch (Exception e) when (!http.RequestAborted.IsCancellationRequested && !http.Response.HasStarted)
        {
            answer = ProblemFilter.Answer(e, http, log);
        }

        if (answer is not null) await answer.ExecuteAsync(http);
    }

    private static bool IsMeant(HttpContext http, out string key)
    {
        key = http.Request.Headers[RequestKey.Header] is [{ Length: > 0 } text, ..] ? text : "";
        return key.Length > 0 && HttpMethods.IsPost(http.Request.Method) && http.FindCaller() is not null
            && http.GetEndpoint() is { } endpoint && endpoint.Metadata.GetMetadata<RepeatsItself>() is null;
    }

    /// <summary>Null: the answer has been sent.</summary>
    private async Task<IResult?> AnswerAsync(HttpContext http, string key)
    {
        byte[] body = await JsonBody.ReadAsync(http, MaxBodyBytes);
        http.Request.Body = new MemoryStream(body);
        IReply reply = actors.Reply(NameOf(http, key));
        string token = Guid.NewGuid().ToString("n");
        switch (await reply.BeginAsync(token, FingerprintOf(http.Request, body)))
        {
            case ReplyStanding.Begun when quotas.HasKeptEnough(http):
                await SettleAsync(() => reply.DropAsync(token));
                return quotas.RepliesUsedUp();
            case ReplyStanding.Begun:
                await TryAsync(http, reply, token);
                return null;
            case ReplyStanding.Kept kept:
                http.Response.Headers[Header] = "true";
                await SendAsync(http, kept.Answer);
                return null;
            case ReplyStanding.UnderWay underWay:
                return new Refusals.Later(
                    Refusals.Send(StatusCodes.Status409Conflict, "under-way", "The same request is in progress", $"send it again with the same {RequestKey.Header} after Retry-After"),
                    Math.Max(1, (int)Math.Ceiling(underWay.RetryAfter.TotalSeconds)));
            default:
                return Refusals.Invalid(RequestKey.UsedOtherwise);
        }
    }

    private async Task TryAsync(HttpContext http, IReply reply, string token)
    {
        Stream outside = http.Response.Body;
        using var answer = new MemoryStream();
        http.Response.Body = answer;
        bool isDone = false;
        try
        {
            await next(http);
            await http.Response.BodyWriter.FlushAsync();
            isDone = http.Response.StatusCode is >= 200 and < 300 && answer.Length <= IReply.MaxBytes;
        }
        finally
        {
            // Otherwise later writes would never be sent.
            http.Response.Body = outside;
            if (!isDone) await SettleAsync(() => reply.DropAsync(token));
        }

        var kept = new KeptAnswer(http.Response.StatusCode, http.Response.ContentType, answer.ToArray());
        if (isDone)
        {
            await SettleAsync(() => reply.FinishAsync(token, kept));
            quotas.ReplyKept(http);
        }

        await outside.WriteAsync(kept.Body, http.RequestAborted);
    }

    /// <summary>The work is done, so its answer is sent even when it can't be stored. Until the attempt counts as lost, repeated requests must wait.</summary>
    private async Task SettleAsync(Func<Task> settle)
    {
        try
        {
            await settle();
        }
        catch (UnavailableException e)
        {
            log.NotKept(e);
        }
    }

    private static async Task SendAsync(HttpContext http, KeptAnswer answer)
    {
        http.Response.StatusCode = answer.Status;
        http.Response.ContentType = answer.ContentType;
        await http.Response.Body.WriteAsync(answer.Body, http.RequestAborted);
    }

    private static string NameOf(HttpContext http, string key)
    {
        string business = http.Caller().Business?.Value ?? Tenant.Named(http.Request) ?? BusinessId.Default.Value;
        byte[] name = Encoding.UTF8.GetBytes($"{business}\n{http.Request.Method} {http.Request.Path}\n{key}");
        return Convert.ToHexStringLower(SHA256.HashData(name));
    }

    private static string FingerprintOf(HttpRequest request, byte[] body)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{request.QueryString}\n"));
        hash.AppendData(body);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}

/// <summary>Marks endpoints whose repeated requests <see cref="KeptReplies"/> must ignore.</summary>
internal sealed class RepeatsItself
{
    public static RepeatsItself Mark { get; } = new();
}

internal static class RepeatsItselfMarks
{
    /// <summary>The endpoint names what it creates after its Idempotency-Key, or its answer must not be stored.</summary>
    public static TBuilder RepeatsItself<TBuilder>(this TBuilder endpoint) where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(Requests.RepeatsItself.Mark);
}
