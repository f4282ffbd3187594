using System.Buffers;
using System.Text;
using System.Text.Json;
using CallQueue.Http;

namespace CallQueue.Carriers.CallKaro;

/// <summary>The agent's callbacks: checked, and read as reports. Thread-safe.</summary>
public sealed class CallKaroWebhooks : ICarrierWebhooks
{
    private static readonly AnswerDocument Nothing = new("application/json", "{}");

    private readonly CallKaroOptions _options;
    private readonly TimeProvider _time;
    private readonly byte[][] _secrets;
    private readonly bool _mustBeSigned;

    /// <param name="options">The agent.</param>
    /// <param name="time">The clock that signed times are compared with.</param>
    /// <exception cref="ArgumentException">The options are not usable; the message names the member.</exception>
    public CallKaroWebhooks(CallKaroOptions options, TimeProvider time)
    {
        if (options.FindProblem() is { } problem) throw new ArgumentException(problem, nameof(options));
        (_options, _time) = (options, time);
        string?[] secrets = string.IsNullOrWhiteSpace(options.WebhookSecret) ? [] : [options.WebhookSecret, options.OtherWebhookSecret];
        _secrets = [.. secrets.Where(secret => !string.IsNullOrWhiteSpace(secret)).Select(secret => Encoding.UTF8.GetBytes(secret!))];
    }

    private CallKaroWebhooks(CallKaroOptions options, TimeProvider time, bool mustBeSigned) : this(options, time) => _mustBeSigned = mustBeSigned;

    /// <summary>For a provider that is not the carrier. Without a secret nothing is genuine: the carrier's own webhooks prove a call's progress.</summary>
    /// <param name="options">The secrets and headers; key and agent are not used.</param>
    /// <param name="time">The clock that signed times are compared with.</param>
    public static CallKaroWebhooks BesideAnotherCarrier(CallKaroOptions options, TimeProvider time) => new(options, time, mustBeSigned: true);

    /// <inheritdoc/>
    public string Name => "callkaro";

    /// <summary>
    /// Whether a configured secret has signed it. Without a secret: whether it names an attempt with its token, which only the
    /// provider has; the call itself compares the token.
    /// </summary>
    public bool IsGenuine(CarrierMessage message) => _secrets.Length > 0
        ? CallKaroSignature.IsGenuine(message, _options, _secrets, _time.GetUtcNow())
        : !_mustBeSigned && AttemptIn(message) is not null;

    /// <inheritdoc/>
    public CarrierReport? Read(CarrierMessage message) => Body(message) is { } body ? CallKaroReports.Read(body) : null;

    /// <summary>The attempt in the message's metadata, else in its URL's query.</summary>
    public AttemptRef? AttemptIn(CarrierMessage message)
    {
        if (Body(message) is { } body && CallKaroMetadata.AttemptIn(body) is { } named) return named;
        int query = message.Url.IndexOf('?', StringComparison.Ordinal);
        return query >= 0 && CallbackQuery.TryRead(message.Url[query..], out AttemptRef? attempt) ? attempt : null;
    }

    /// <summary>Empty: the provider's agent has its own script and never requests a document.</summary>
    public AnswerDocument Answer(CallScript script, AttemptRef attempt) => Nothing;

    private static JsonElement? Body(CarrierMessage message) => message.Form.Count > 0
        ? JsonAnswer.ParseObject(FromForm(message.Form))
        : JsonAnswer.ParseObject(Encoding.UTF8.GetString(message.Body.Span));

    private static string FromForm(IReadOnlyList<KeyValuePair<string, string>> form)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            foreach ((string name, string value) in form.DistinctBy(field => field.Key)) json.WriteString(name, value);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
