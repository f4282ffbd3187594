using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using CallQueue.Commands;
using CallQueue.Composition;
using CallQueue.Inputs;
using CallQueue.Keys;

namespace CallQueue.Servers;

/// <summary>The API keys of a running process.</summary>
internal sealed class ServedKeys(Server server) : IDisposable
{
    /// <summary>Creates an API key: its text and its list entry.</summary>
    /// <exception cref="CommandException">It was refused, or the process does not respond.</exception>
    public async Task<(string Text, KeyLine Key)> CreateAsync(string name, KeyTerms terms)
    {
        var wanted = new JsonObject { ["name"] = name, ["business_id"] = terms.Business?.Value, ["operator"] = terms.Business is null, ["role"] = terms.Role.Word() };
        if (terms.ExpiresAt is { } expires) wanted["expires_at"] = InstantText.Write(expires);
        if (terms.RemovesOptOuts) wanted["may_remove_opt_outs"] = true;
        if (terms.Networks.Count > 0) wanted["allowed_from"] = new JsonArray([.. terms.Networks.Select(network => (JsonNode)network)]);
        NewKeyAnswer? made = (await server.AskAsync(HttpMethod.Post, "api/keys", wanted)).Deserialize(KeysJson.Default.NewKeyAnswer);
        return made is null ? throw server.NotOurs() : (made.ApiKey, made.Key.ToLine());
    }

    /// <summary>A page of the API keys, and the id to continue after.</summary>
    public async Task<(IReadOnlyList<KeyLine> Keys, string? Next)> PageAsync(string? after, int count)
    {
        string path = string.Create(CultureInfo.InvariantCulture, $"api/keys?limit={count}{(after is null ? "" : $"&after={Uri.EscapeDataString(after)}")}");
        KeysAnswer page = (await server.AskAsync(HttpMethod.Get, path)).Deserialize(KeysJson.Default.KeysAnswer) ?? throw server.NotOurs();
        return ([.. page.Keys.Select(key => key.ToLine())], page.NextAfter);
    }

    /// <summary>Gives an API key another secret: the new text; null: there is no valid key of that id.</summary>
    public async Task<string?> RotateAsync(string id, TimeSpan overlap)
    {
        var wanted = new JsonObject { ["overlap_seconds"] = (long)overlap.TotalSeconds };
        JsonObject? answer = await server.AskAsync(HttpMethod.Post, $"api/keys/{Uri.EscapeDataString(id)}/rotate", wanted);
        return answer is null ? null : (answer.Deserialize(KeysJson.Default.NewKeyAnswer) ?? throw server.NotOurs()).ApiKey;
    }

    /// <summary>False: there is no API key of that id.</summary>
    public async Task<bool> RevokeAsync(string id) => await server.AskAsync(HttpMethod.Delete, $"api/keys/{Uri.EscapeDataString(id)}") is not null;

    public void Dispose() => server.Dispose();
}

/// <summary>The REST API's view of a key. A process of an earlier version leaves the later members out.</summary>
internal sealed record KeyAnswer(
    string Id, string Name, string? BusinessId, string Last4, DateTimeOffset CreatedAt, DateTimeOffset? RevokedAt, string? Role = null, DateTimeOffset? ExpiresAt = null,
    DateTimeOffset? LastUsedAt = null, IReadOnlyList<string>? AllowedFrom = null, bool MayRemoveOptOuts = false)
{
    public KeyLine ToLine() => new(Id, Name, BusinessId, Role ?? (BusinessId is null ? "operator" : "business"), Last4, CreatedAt, RevokedAt, ExpiresAt, LastUsedAt, AllowedFrom ?? [], MayRemoveOptOuts);
}

/// <summary>The answer to a created key.</summary>
internal sealed record NewKeyAnswer(string ApiKey, KeyAnswer Key);

/// <summary>A page of keys.</summary>
internal sealed record KeysAnswer(IReadOnlyList<KeyAnswer> Keys, string? NextAfter);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(NewKeyAnswer))]
[JsonSerializable(typeof(KeysAnswer))]
internal sealed partial class KeysJson : JsonSerializerContext;
