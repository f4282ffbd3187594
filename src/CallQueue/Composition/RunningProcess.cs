using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using CallQueue.Commands;
using CallQueue.Servers;
using CallQueue.Storage;

namespace CallQueue.Composition;

/// <summary>Another process that uses a data folder, called through its gateway.</summary>
internal sealed class RunningProcess : IDisposable
{
    private static readonly TimeSpan RequestLimit = TimeSpan.FromSeconds(30);
    private readonly HttpClient _http;
    private readonly FolderOwner _owner;
    private readonly string? _token;

    private RunningProcess(FolderOwner owner, string url, string? token)
    {
        (_owner, _token, _http) = (owner, token, new HttpClient { BaseAddress = new Uri(url), Timeout = RequestLimit });
        if (token is not null) _http.DefaultRequestHeaders.Add("X-Api-Key", token);
    }

    /// <summary>Its name for people.</summary>
    public string Name => $"process {_owner.ProcessId} at {_owner.Url}";

    /// <summary>Its REST API.</summary>
    public Server Connect(BusinessId business, TimeProvider time) => new(_owner.Url!, _token, business, $"The {Name}", time);

    /// <summary>Whether it serves this machine only.</summary>
    public bool IsLoopback => _owner.IsOpen != true;

    /// <summary>The process that uses the folder; null when none does.</summary>
    /// <exception cref="CommandException">A process uses it, but has not published its address.</exception>
    public static RunningProcess? Find(string folder)
    {
        if (DataFolder.FindOwner(folder) is not { } owner) return null;
        if (owner.Url is { } url) return new RunningProcess(owner, url, LocalToken.Find(folder));
        throw new CommandException(ExitCode.DataUnusable, $"The data folder {folder} is in use by a process that is starting or stopping. Try again in a moment.");
    }

    /// <summary>The process that uses the folder and goes on until it is stopped, so that lists can be handed to it; null when none does.</summary>
    public static RunningProcess? FindServing(string folder) =>
        DataFolder.FindOwner(folder) is { Url: { } url, TakesLists: true } owner ? new RunningProcess(owner, url, LocalToken.Find(folder)) : null;

    /// <summary>A business's queue.</summary>
    public async Task<QueueView> QueueAsync(BusinessId business)
    {
        using HttpResponseMessage answer = await SendAsync(new HttpRequestMessage(HttpMethod.Get, $"/local/businesses/{business}"));
        return await answer.Content.ReadFromJsonAsync(LocalJson.Default.QueueView) ?? throw Unreachable(null);
    }

    /// <summary>A run as the REST API shows it; null when there is none of that name.</summary>
    public Task<JsonObject?> RunAsync(RunId run) =>
        ReadAsync(Of(run.Business, new HttpRequestMessage(HttpMethod.Get, $"/api/runs/{Uri.EscapeDataString(run.Name)}")));

    /// <summary>Stops a run; null when there is none of that name.</summary>
    public Task<JsonObject?> StopAsync(RunId run, bool hangUp) => ReadAsync(Of(run.Business, new HttpRequestMessage(HttpMethod.Post, "/api/outbound/stop-queue")
    {
        Content = JsonContent.Create(new JsonObject { ["run_id"] = run.Name, ["hang_up_live"] = hangUp }),
    }));

    /// <summary>Creates an API key: its text and its list entry.</summary>
    public async Task<(string Text, KeyLine Key)> CreateKeyAsync(string name, BusinessId? business)
    {
        var wanted = new JsonObject { ["name"] = name, ["business_id"] = business?.Value, ["operator"] = business is null };
        using HttpResponseMessage answer = await SendAsync(new HttpRequestMessage(HttpMethod.Post, "/api/keys") { Content = JsonContent.Create(wanted) });
        NewKeyAnswer? made = await answer.Content.ReadFromJsonAsync(LocalJson.Default.NewKeyAnswer);
        return made is null ? throw Unreachable(null) : (made.ApiKey, made.Key.ToLine());
    }

    /// <summary>A page of the API keys, and the id to continue after.</summary>
    public async Task<(IReadOnlyList<KeyLine> Keys, string? Next)> KeysAsync(string? after, int count)
    {
        using HttpResponseMessage answer = await SendAsync(new HttpRequestMessage(HttpMethod.Get, string.Create(CultureInfo.InvariantCulture, $"/api/keys?limit={count}{(after is null ? "" : $"&after={after}")}")));
        KeysAnswer page = await answer.Content.ReadFromJsonAsync(LocalJson.Default.KeysAnswer) ?? throw Unreachable(null);
        return ([.. page.Keys.Select(key => key.ToLine())], page.NextAfter);
    }

    /// <summary>False: there is no API key of that id.</summary>
    public async Task<bool> RevokeKeyAsync(string id)
    {
        using HttpResponseMessage answer = await SendAsync(new HttpRequestMessage(HttpMethod.Delete, $"/api/keys/{id}"));
        return answer.IsSuccessStatusCode;
    }

    /// <summary>The carrier accounts.</summary>
    public async Task<JsonObject> TrunksAsync() => await ReadAsync(new HttpRequestMessage(HttpMethod.Get, "/api/trunks")) ?? throw Unreachable(null);

    /// <summary>Lets a stopped carrier account dial again; null: the process has no such account.</summary>
    public Task<JsonObject?> ReopenTrunkAsync(string trunk) =>
        ReadAsync(new HttpRequestMessage(HttpMethod.Post, $"/api/trunks/{Uri.EscapeDataString(trunk)}/reopen"));

    public void Dispose() => _http.Dispose();

    private static HttpRequestMessage Of(BusinessId business, HttpRequestMessage request)
    {
        request.Headers.Add("X-Business-Id", business.Value);
        return request;
    }

    private async Task<JsonObject?> ReadAsync(HttpRequestMessage request)
    {
        using HttpResponseMessage answer = await SendAsync(request);
        return answer.StatusCode == HttpStatusCode.NotFound ? null : await answer.Content.ReadFromJsonAsync<JsonObject>();
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request)
    {
        try
        {
            HttpResponseMessage answer = await _http.SendAsync(request);
            if (answer.IsSuccessStatusCode || answer.StatusCode == HttpStatusCode.NotFound) return answer;
            answer.Dispose();
            throw new CommandException(ExitCode.Unexpected, $"The {Name} responded with HTTP {(int)answer.StatusCode}; see its own output for the reason.");
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            throw Unreachable(e);
        }
    }

    private CommandException Unreachable(Exception? cause) =>
        new(ExitCode.DataUnusable, $"The data folder is in use by {Name}, which does not respond. Try again, or stop that process.", cause);
}
