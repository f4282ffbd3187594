using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using CallQueue.Composition;
using CallQueue.Configuration;
using CallQueue.Servers;
using Spectre.Console;

namespace CallQueue.Commands;

/// <summary><c>callqueue trunk list|reopen</c>: the carrier accounts of a running process or server.</summary>
internal sealed class TrunkCommand(CommandContext context)
{
    private readonly Argument<string?> _id = new("id") { Description = "Id of the carrier account, as list shows it. [default: all]", Arity = ArgumentArity.ZeroOrOne };
    private readonly SettingOption _data = CommonOptions.Data();
    private readonly Option<BusinessId> _business = CommonOptions.Business();
    private readonly ServerOptions _server = new(context);

    public Command Build()
    {
        var list = new Command("list", "Show the carrier accounts, and why and until when one does not accept calls.") { _data };
        _server.AddTo(list);
        list.SetAction(async parsed => (int)await ListAsync(parsed));
        var reopen = new Command("reopen", "Let a stopped carrier account dial again at once.") { _id, _data };
        _server.AddTo(reopen);
        reopen.SetAction(async parsed => (int)await ReopenAsync(parsed));
        return new Command("trunk", "Show the carrier accounts, or reopen a stopped one.") { list, reopen };
    }

    private async Task<ExitCode> ListAsync(ParseResult parsed)
    {
        using Source source = Find(parsed);
        var table = new Table().AddColumns("id", "state", "channels", "until", "reason");
        foreach (JsonObject trunk in await source.TrunksAsync())
        {
            var stop = trunk["stop"] as JsonObject;
            Add(table, Text(trunk, "id"), Text(trunk, "state"), Text(trunk, "channels"), stop is null ? Text(trunk, "paused_until") : Text(stop, "probe_at"), stop is null ? "" : Text(stop, "reason"));
            foreach (JsonObject one in (trunk["business_stops"] as JsonArray ?? []).OfType<JsonObject>())
                Add(table, $"  business {Text(one, "business_id")}", "stopped", "", Text(one, "probe_at"), Text(one, "reason"));
        }

        context.Console.Write(table);
        return ExitCode.Done;
    }

    private async Task<ExitCode> ReopenAsync(ParseResult parsed)
    {
        using Source source = Find(parsed);
        string? id = parsed.GetValue(_id);
        foreach (string trunk in id is null ? [.. (await source.TrunksAsync()).Select(one => Text(one, "id"))] : new[] { id })
        {
            if (await source.ReopenAsync(trunk) is null) throw new CommandException(ExitCode.BadInput, $"There is no carrier account '{trunk}'. (callqueue trunk list shows all.)");
            context.Say($"{trunk} is open. If the carrier still rejects calls, it stops again, and one call probes it after a while.");
        }

        return ExitCode.Done;
    }

    /// <exception cref="CommandException">Nothing runs that has a carrier account.</exception>
    private Source Find(ParseResult parsed)
    {
        SettingValues settings = CommandSettings.Read(parsed, context);
        if (_server.Find(parsed, settings, _data, _business) is { } server) return new Source(server, null);
        string folder = settings.Folder();
        return RunningProcess.Find(folder) is { } running ? new Source(null, running) : throw new CommandException(
            ExitCode.BadInput, "No process is using this data folder. A carrier account that stopped is probed again as soon as one dials.");
    }

    private static void Add(Table table, params string[] cells) => table.AddRow([.. cells.Select(cell => Markup.Escape(cell))]);

    private static string Text(JsonObject view, string field) => view[field] is JsonValue value ? string.Create(CultureInfo.InvariantCulture, $"{value}") : "";

    /// <summary>A server or the process of the data folder: both have the REST API.</summary>
    private sealed class Source(Server? server, RunningProcess? running) : IDisposable
    {
        public async Task<IReadOnlyList<JsonObject>> TrunksAsync()
        {
            JsonObject? answer = server is null ? await running!.TrunksAsync() : await server.AskAsync(HttpMethod.Get, "api/trunks") ?? throw server.NotOurs();
            return [.. (answer["trunks"] as JsonArray ?? []).OfType<JsonObject>()];
        }

        public Task<JsonObject?> ReopenAsync(string trunk) => server is null
            ? running!.ReopenTrunkAsync(trunk)
            : server.AskAsync(HttpMethod.Post, $"api/trunks/{Uri.EscapeDataString(trunk)}/reopen");

        public void Dispose()
        {
            server?.Dispose();
            running?.Dispose();
        }
    }
}
