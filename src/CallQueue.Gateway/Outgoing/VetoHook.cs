using System.Text.Json;
using System.Text.Json.Nodes;
using CallQueue.Businesses;
using CallQueue.Guards;
using CallQueue.Validation;

namespace CallQueue.Outgoing;

/// <summary>Asks the endpoint in a business's settings, by a signed POST, whether a person may be called now. Thread-safe.</summary>
public sealed class VetoHook : IVeto, IDisposable
{
    private const int MostOfAnAnswer = 16 * 1024;
    private const int LongestReason = 200;

    private readonly HttpClient _http;
    private readonly TimeProvider _time;

    public VetoHook(OutgoingPolicy policy, TimeProvider time) : this(OutgoingHttp.Create(policy), time) { }

    internal VetoHook(HttpClient http, TimeProvider time) => (_http, _time) = (http, time);

    /// <inheritdoc/>
    public Task<VetoAnswer> AskAsync(VetoTarget target, VetoQuestion question)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(question);

        // Outside the business's turn, so that its calls continue.
        return Task.Run(() => PostAsync(target, question));
    }

    public void Dispose() => _http.Dispose();

    private async Task<VetoAnswer> PostAsync(VetoTarget target, VetoQuestion question)
    {
        try
        {
            using HttpRequestMessage request = RequestFor(target, question);
            return await SendAsync(request, target.Timeout ?? TimeSpan.FromSeconds(5));
        }
        catch (Exception ours)
        {
            // Only what the app or the network did counts as its silence. The rest is ours: the app was not asked.
            return new VetoAnswer.NotAsked(ours is HttpRequestException ? SignedRequest.Describe(ours) : $"the question could not be sent ({ours.GetType().Name})");
        }
    }

    private async Task<VetoAnswer> SendAsync(HttpRequestMessage request, TimeSpan within)
    {
        using var limit = new CancellationTokenSource(within, _time);
        try
        {
            using HttpResponseMessage answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            return answer.IsSuccessStatusCode ? await ReadAsync(answer.Content, limit.Token) : new VetoAnswer.NoAnswer($"HTTP {(int)answer.StatusCode}");
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            return new VetoAnswer.NoAnswer(FormattableString.Invariant($"no answer within {within.TotalSeconds} s"));
        }
        catch (Exception failure) when (failure is HttpRequestException { InnerException: not ForbiddenAddressException } or IOException)
        {
            return new VetoAnswer.NoAnswer(SignedRequest.Describe(failure));
        }
    }

    private HttpRequestMessage RequestFor(VetoTarget target, VetoQuestion question)
    {
        DateTimeOffset now = _time.GetUtcNow();
        string id = $"ask_{Guid.CreateVersion7(now):n}";
        var asked = new EligibilityQuestion(question.Call, question.Run, question.To.Value, question.Attempt, question.Data is { } data ? StoredJson.Parse(data) : null);
        JsonNode body = JsonSerializer.SerializeToNode(asked, WebhookJson.Context.EligibilityQuestion)!;
        var happened = new WebhookEvent(id, "call.eligibility", now, question.Business.Value, body);
        return SignedRequest.Post(target.Url, target.Secret, id, now, happened.ToBytes());
    }

    private static async Task<VetoAnswer> ReadAsync(HttpContent content, CancellationToken cancellation)
    {
        await using Stream body = await content.ReadAsStreamAsync(cancellation);
        byte[] bytes = new byte[MostOfAnAnswer];
        int length = await body.ReadAtLeastAsync(bytes, MostOfAnAnswer, throwOnEndOfStream: false, cancellation);
        if (length == MostOfAnAnswer) return new VetoAnswer.NoAnswer("the answer is too long");
        try
        {
            return Read(bytes.AsMemory(0, length));
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException) // Thrown for a string that is not valid Unicode.
        {
            return new VetoAnswer.NoAnswer("the answer is not valid JSON");
        }
    }

    /// <exception cref="JsonException">It is not JSON.</exception>
    private static VetoAnswer Read(ReadOnlyMemory<byte> bytes)
    {
        using var answer = JsonDocument.Parse(bytes);
        JsonElement root = answer.RootElement;
        bool isSaid = root.ValueKind == JsonValueKind.Object && root.TryGetProperty("eligible", out _);
        return !isSaid ? new VetoAnswer.NoAnswer("the answer has no 'eligible'") : root.GetProperty("eligible").ValueKind switch
        {
            JsonValueKind.True => VetoAnswer.Eligible.Instance,
            JsonValueKind.False => new VetoAnswer.NotEligible(ReasonIn(root)),
            _ => new VetoAnswer.NoAnswer("'eligible' must be true or false"),
        };
    }

    private static string? ReasonIn(JsonElement answer)
    {
        if (!answer.TryGetProperty("reason", out JsonElement reason) || reason.ValueKind != JsonValueKind.String) return null;
        string text = reason.GetString()!.Trim();
        return text.Length switch { 0 => null, > LongestReason => text[..LongestReason], _ => text };
    }
}

/// <summary>The question to an app.</summary>
/// <param name="RunId">Null for a call submitted alone.</param>
/// <param name="Attempt">The attempt that would be made: 1 for the first.</param>
/// <param name="Data">The app's own fields of the call, including metadata; null when there are none.</param>
internal sealed record EligibilityQuestion(string CallId, string? RunId, string PhoneNumber, int Attempt, JsonNode? Data);
