using System.Text;
using System.Text.Json;

namespace CallQueue.CarrierLab;

/// <summary>What all fake APIs do with requests: check who asks, carry out a fault, answer JSON.</summary>
public static class LabHttp
{
    public static bool IsAuthorized(HttpContext context, string user, string password) =>
        context.Request.Headers.Authorization == "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"));

    /// <summary>Answers as the fault says; the call, if any, has been made already.</summary>
    public static async Task AnswerFaultAsync(HttpContext context, CreateFault fault, object defaultBody)
    {
        switch (fault.Status)
        {
            case 0:
                context.Abort();
                return;
            case -1:
                var gone = new TaskCompletionSource();
                using (context.RequestAborted.Register(gone.SetResult)) await gone.Task;
                return;
            default:
                if (fault.RetryAfter is { } wait) context.Response.Headers.RetryAfter = wait;
                await AnswerAsync(context, fault.Status, fault.Body is null ? JsonSerializer.Serialize(defaultBody) : fault.Body);
                return;
        }
    }

    /// <summary>The sound of a recording; 404 without one, or while the call goes on.</summary>
    public static Task SoundAsync(HttpContext context, LabCall? call)
    {
        if (call is not { Recording: { } recording, EndedAt: not null })
        {
            context.Response.StatusCode = 404;
            return Task.CompletedTask;
        }

        context.Response.ContentType = "audio/mpeg";
        return context.Response.Body.WriteAsync(recording.Sound).AsTask();
    }

    public static Task AnswerAsync(HttpContext context, int status, object body) => AnswerAsync(context, status, JsonSerializer.Serialize(body));

    private static Task AnswerAsync(HttpContext context, int status, string body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(body);
    }
}
