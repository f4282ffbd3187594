using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using CallQueue.Commands;
using CallQueue.Composition;

namespace CallQueue.Servers;

/// <summary>The API keys of a running process.</summary>
internal sealed class ServedKeys(Server server) : IDisposable
{
    /// <summary>Creates an API key: its text and its list entry.</summary>
    /// <exception cref="CommandException">It was refused, or the process does not respond.</exception>
    public async Task<(string Text, KeyLine Key)> CreateAsync(string name, BusinessId? business)
    {
        var wanted = new JsonObject { ["name"] = name, ["business_id"] = business?.Value, ["operator"] = business is null };
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

    /// <summary>False: there is no API key of that id.</summary>
    public async Task<bool> RevokeAsync(string id) => await server.AskAsync(HttpMethod.Delete, $"api/keys/{Uri.EscapeDataString(id)}") is not null;

    public void Dispose() => server.Dispose();
}

/// <summary>The REST API's view of a key.</summary>
internal sealed record KeyAnswer(string Id, string Name, string? BusinessId, string Last4, DateTimeOffset CreatedAt, DateTimeOffset? RevokedAt)
{
    public KeyLine ToLine() => new(Id, Name, BusinessId, Last4, CreatedAt, RevokedAt);
}

/// <summary>The answer to a created key.</summary>
internal sealed record NewKeyAnswer(string ApiKey, KeyAnswer Key);

/// <summary>A page of keys.</summary>
internal sealed record KeysAnswer(IReadOnlyList<KeyAnswer> Keys, string? NextAfter);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(NewKeyAnswer))]
[JsonSerializable(typeof(KeysAnswer))]
internal sealed partial class KeysJson : JsonSerializerContext;
