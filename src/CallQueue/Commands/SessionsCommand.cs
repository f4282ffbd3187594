using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using CallQueue.Audits;
using CallQueue.Businesses;
using CallQueue.Composition;
using CallQueue.Configuration;
using CallQueue.Keys;
using CallQueue.Servers;
using CallQueue.Validation;

namespace CallQueue.Commands;

/// <summary><c>callqueue sessions list|end</c>: the open sessions of browsers, whether or not a process has the data folder.</summary>
internal sealed class SessionsCommand(CommandContext context)
{
    private readonly Argument<string> _id = new("id") { Description = "Id of the session, as list shows it." };
    private readonly SettingOption _data = CommonOptions.Data();
    private readonly Option<BusinessId> _business = CommonOptions.Business();
    private readonly ServerOptions _server = new(context);

    public Command Build()
    {
        var list = new Command("list", "List the sessions that have not expired, the newest first.") { _data };
        _server.AddTo(list);
        list.SetAction(async parsed => (int)await ListAsync(parsed));
        var end = new Command("end", "End a session. Every process rejects it within five seconds.") { _id, _data };
        _server.AddTo(end);
        end.SetAction(async parsed => (int)await EndAsync(parsed));
        return new Command("sessions", "Show the open sessions of browsers, or end one.") { list, end };
    }

    private async Task<ExitCode> ListAsync(ParseResult parsed)
    {
        SettingValues settings = CommandSettings.Read(parsed, context);
        IReadOnlyList<SessionLine> sessions;
        using (Server? server = Find(parsed, settings)) sessions = server is null ? await InFolderAsync(settings) : await ThereAsync(server);
        if (sessions.Count == 0) context.Say("No sessions are open.");
        foreach (SessionLine session in sessions)
        {
            context.Say($"{session.Id}  {(session.Subject is { } subject ? $"{SafeText.Escaped(subject)} through the identity provider" : $"key {SafeText.Escaped(session.Key)}")}");
            context.Say($"  opened {Time(session.CreatedAt)} from {session.From ?? "an unknown address"}, ends {Time(session.ExpiresAt)}");
        }

        return ExitCode.Done;
    }

    private async Task<ExitCode> EndAsync(ParseResult parsed)
    {
        SettingValues settings = CommandSettings.Read(parsed, context);
        string id = parsed.GetRequiredValue(_id);
        bool isEnded;
        using (Server? server = Find(parsed, settings))
            isEnded = KeyText.IsId(id) && (server is null ? await EndInFolderAsync(settings, id) : await server.AskAsync(HttpMethod.Delete, $"api/sessions/{id}") is not null);
        if (!isEnded) throw new CommandException(ExitCode.BadInput, $"There is no session '{id}'. (callqueue sessions list shows all.)");
        context.Say($"Session {id} has ended.");
        return ExitCode.Done;
    }

    /// <summary>The server that is meant; null: a folder that no process uses.</summary>
    private Server? Find(ParseResult parsed, SettingValues settings) =>
        _server.Find(parsed, settings, _data, _business) ?? RunningProcess.Find(settings.Folder())?.Connect(null, context.Time);

    private static async Task<IReadOnlyList<SessionLine>> ThereAsync(Server server)
    {
        JsonObject answer = await server.AskAsync(HttpMethod.Get, "api/sessions") ?? throw server.NotOurs();
        return [.. (answer["sessions"] as JsonArray ?? []).OfType<JsonObject>().Select(SessionLine.Of)];
    }

    private async Task<IReadOnlyList<SessionLine>> InFolderAsync(SettingValues settings)
    {
        await using OfflineProcess offline = await OfflineProcess.LookAsync(settings.Folder(), settings.Cipher(), settings.QuietLog(context), context);
        return [.. (await new SessionBook(offline.Actors).ListAsync()).Select(one => new SessionLine(one.Id, one.Key, one.Subject, one.From, one.CreatedAt, one.ExpiresAt))];
    }

    private async Task<bool> EndInFolderAsync(SettingValues settings, string id)
    {
        await using OfflineProcess offline = await OfflineProcess.OpenAsync(settings.Folder(), settings.Cipher(), settings.QuietLog(context), context);
        await offline.Actors.Audit(new AuditId(null)).AppendAsync(new AuditNote(OfflineProcess.Caller, "session.ended") { Target = id });
        return await new SessionBook(offline.Actors).EndAsync(id) is not null;
    }

    private static string Time(DateTimeOffset at) => at.ToString("u", CultureInfo.InvariantCulture);

    /// <summary>A session as the command shows it.</summary>
    /// <param name="Key">The id of the key that opened it, or a word for another owner.</param>
    /// <param name="Subject">Who signed in through an identity provider; null for keys.</param>
    private sealed record SessionLine(string Id, string Key, string? Subject, string? From, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt)
    {
        public static SessionLine Of(JsonObject view) => new(
            (string?)view["id"] ?? "", (string?)view["key_id"] ?? "", (string?)view["subject"], (string?)view["address"], (DateTimeOffset?)view["created_at"] ?? default, (DateTimeOffset?)view["expires_at"] ?? default);
    }
}
