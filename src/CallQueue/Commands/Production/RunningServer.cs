using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using CallQueue.Composition;
using CallQueue.Configuration;
using CallQueue.Storage;

namespace CallQueue.Commands.Production;

/// <summary>The health of the server of this data folder, or at HOST and PORT.</summary>
/// <param name="Status">healthy, degraded or unhealthy; null: there is none, or it did not say.</param>
/// <param name="Detail">In words, with the checks that are not healthy.</param>
internal sealed record RunningServer(string? Status, string Detail)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static async Task<RunningServer> AskAsync(SettingValues settings, string folder)
    {
        FolderOwner? owner = DataFolder.FindOwner(folder);
        Uri url = owner?.Url is { } known ? new Uri(known) : new Uri(Listening.OnThisMachine(new Uri($"http://{HttpReader.Read(settings).Listen(hasKeys: true)}")));
        string? key = owner is null ? settings.Text(SettingTable.OperatorKey) : LocalToken.Find(folder);
        using var http = new HttpClient { BaseAddress = url, Timeout = Patience };
        if (key is not null) http.DefaultRequestHeaders.Add("X-Api-Key", key);
        try
        {
            using HttpResponseMessage answer = await http.GetAsync("/api/health");
            bool isHealth = answer.IsSuccessStatusCode || answer.StatusCode == HttpStatusCode.ServiceUnavailable;
            JsonObject? body = isHealth ? JsonNode.Parse(await answer.Content.ReadAsStringAsync()) as JsonObject : null;
            return body?["status"] is { } status ? new RunningServer(status.GetValue<string>(), Describe(url, status.GetValue<string>(), body)) : new RunningServer(null, $"{url.Authority} is not this program");
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException or JsonException)
        {
            return new RunningServer(null, $"no server responds at {url.Authority}");
        }
    }

    private static string Describe(Uri url, string status, JsonObject body)
    {
        string[] others = body["checks"] is not JsonObject checks ? [] :
            [.. checks.Where(check => check.Value?["status"]?.GetValue<string>() is not "healthy").Select(check => $"{check.Key}: {check.Value?["detail"]?.GetValue<string>()}")];
        return others.Length == 0 ? $"{url.Authority} is {status}" : $"{url.Authority} is {status} ({string.Join("; ", others)})";
    }
}
