using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using CallQueue.Http;

namespace CallQueue.Carriers.CallKaro;

/// <summary>How an attempt is named in what the provider carries along for us.</summary>
internal static class CallKaroMetadata
{
    public const string Call = "call";
    public const string Attempt = "attempt";
    public const string Token = "token";

    private static readonly string[] Places = ["metadata", "call_metadata"];

    public static bool IsOurs(string name) => name is Call or Attempt or Token;

    /// <summary>The attempt that a webhook's body names: in its metadata, in that of its data, or beside its other fields; null when none.</summary>
    public static AttemptRef? AttemptIn(JsonElement body)
    {
        foreach (JsonElement part in CallKaroReports.Parts(body))
        {
            foreach (string place in Places)
                if (ObjectAt(part, place) is { } metadata && TryRead(metadata, out AttemptRef? named)) return named;
            if (TryRead(part, out AttemptRef? beside)) return beside;
        }
        return null;
    }

    private static bool TryRead(JsonElement fields, [NotNullWhen(true)] out AttemptRef? attempt) =>
        CallbackQuery.TryRead(fields.Text(Call), fields.Text(Attempt), fields.Text(Token), out attempt);

    // A form, or a provider that keeps only text, carries the metadata as JSON in a string.
    private static JsonElement? ObjectAt(JsonElement part, string name) =>
        part.Member(name) is { ValueKind: JsonValueKind.Object } value ? value
        : part.Text(name) is { } text ? JsonAnswer.ParseObject(text)
        : null;
}
