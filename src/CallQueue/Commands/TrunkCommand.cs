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
        using Server server = Find(parsed);
        var table = new Table().AddColumns("id", "state", "channels", "until", "reason");
        foreach (JsonObject trunk in await TrunksAsync(server))
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
        using Server server = Find(parsed);
        string? id = parsed.GetValue(_id);
        foreach (string trunk in id is null ? [.. (await TrunksAsync(server)).Select(one => Text(one, "id"))] : new[] { id })
        {
            if (await server.AskAsync(HttpMethod.Post, $"api/trunks/{Uri.EscapeDataString(trunk)}/reopen") is null) throw new CommandException(ExitCode.BadInput, $"There is no carrier account '{trunk}'. (callqueue trunk list shows all.)");
            context.Say($"{trunk} is open. If the carrier still rejects calls, it stops again, and one call probes it after a while.");
        }

        return ExitCode.Done;
    }

    /// <exception cref="CommandException">Nothing runs that has a carrier account.</exception>
    private Server Find(ParseResult parsed)
    {
        SettingValues settings = CommandSettings.Read(parsed, context);
        if (_server.Find(parsed, settings, _data, _business) is { } server) return server;
        string folder = settings.Folder();
        return RunningProcess.Find(folder) is { } running ? running.Connect(null, context.Time) : throw new CommandException(
            ExitCode.BadInput, "No process is using this data folder. A carrier account that stopped is probed again as soon as one dials.");
    }

    private static void Add(Table table, params string[] cells) => table.AddRow([.. cells.Select(cell => Markup.Escape(cell))]);

    private static string Text(JsonObject view, string field) => view[field] is JsonValue value ? string.Create(CultureInfo.InvariantCulture, $"{value}") : "";

    private static async Task<IReadOnlyList<JsonObject>> TrunksAsync(Server server)
    {
        JsonObject answer = await server.AskAsync(HttpMethod.Get, "api/trunks") ?? throw server.NotOurs();
        return [.. (answer["trunks"] as JsonArray ?? []).OfType<JsonObject>()];
    }
}
