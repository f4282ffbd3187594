using System.CommandLine;
using System.Globalization;
using CallQueue.Audits;
using CallQueue.Composition;
using CallQueue.Configuration;
using CallQueue.Servers;
using Spectre.Console;

namespace CallQueue.Commands;

/// <summary><c>callqueue audit</c>: who changed what. Reads a server, the process that uses the data folder, or the folder; checks exports anywhere.</summary>
internal sealed class AuditCommand(CommandContext context)
{
    private readonly Option<bool> _deployment = new("--deployment") { Description = "The deployment's log instead of a business's: keys, its do-not-call list, carrier accounts, imports." };
    private readonly Option<int> _last = new("--last") { Description = "How many entries to show, the newest.", DefaultValueFactory = _ => 20, HelpName = "number" };
    private readonly Argument<string> _out = new("file") { Description = "File to write, as JSON Lines." };
    private readonly Argument<string> _file = new("file") { Description = "An export of an audit log." };
    private readonly Option<string?> _head = new("--head") { Description = "The hash that its last entry must have, as GET /api/audit showed it. Finds an export whose end was cut off.", HelpName = "hash" };
    private readonly SettingOption _data = CommonOptions.Data();
    private readonly ServerOptions _server = new(context);
    private readonly Option<BusinessId> _business = CommonOptions.Business();

    public Command Build()
    {
        var command = new Command("audit", "Show who changed what: settings, keys, stops, pauses, do-not-call entries, uploads.") { _last };
        var export = new Command("export", "Write a whole audit log to a file.") { _out };
        var verify = new Command("verify", "Check that nothing in an exported audit log was altered, removed, added or moved.") { _file, _head };
        foreach (Command reader in (Command[])[command, export])
        {
            foreach (Option option in (Option[])[_deployment, _business, _data]) reader.Add(option);
            _server.AddTo(reader);
        }

        command.SetAction(async parsed => (int)await ShowAsync(parsed));
        export.SetAction(async parsed => (int)await ExportAsync(parsed));
        verify.SetAction(parsed => (int)Verify(parsed.GetRequiredValue(_file), parsed.GetValue(_head)));
        command.Add(export);
        command.Add(verify);
        return command;
    }

    private async Task<ExitCode> ShowAsync(ParseResult parsed)
    {
        int last = parsed.GetValue(_last);
        if (last < 1) throw new CommandException(ExitCode.BadInput, $"--last must be at least 1; got {last}.");
        var shown = new Queue<AuditEntry>();
        await foreach (string line in ReadAsync(parsed))
        {
            shown.Enqueue(AuditChain.Parse(line));
            if (shown.Count > last) shown.Dequeue();
        }

        if (shown.Count == 0)
        {
            context.Say("The audit log is empty.");
            return ExitCode.Done;
        }

        var table = new Table().AddColumns("number", "when", "who", "from", "what", "on", "before", "after");
        foreach (AuditEntry entry in shown)
        {
            AuditNote note = entry.Note;
            string action = note.Failed is { } failed ? string.Create(CultureInfo.InvariantCulture, $"{note.Action}: failed, see {failed}") : note.Action;
            string?[] cells = [entry.Number.ToString(CultureInfo.InvariantCulture), entry.At.ToString("u", CultureInfo.InvariantCulture), note.By, note.From, action, note.Target, note.Before, note.After];
            table.AddRow([.. cells.Select(cell => Markup.Escape(cell ?? ""))]);
        }

        context.Console.Write(table);
        return ExitCode.Done;
    }

    private async Task<ExitCode> ExportAsync(ParseResult parsed)
    {
        string path = parsed.GetRequiredValue(_out), partial = $"{path}.part";
        var check = new AuditCheck();
        string? problem = null;
        await using (var file = new StreamWriter(Hosting.PrivateFile.Open(partial, FileMode.Create)))
        {
            await foreach (string line in ReadAsync(parsed))
            {
                AuditEntry entry = AuditChain.Parse(line);
                if (check.FindProblem(entry) is { } found) problem ??= $"Entry {entry.Number} {found}.";
                await file.WriteLineAsync(line);
            }
        }

        File.Move(partial, path, overwrite: true);
        context.Say($"Wrote {check.Count:N0} {(check.Count == 1 ? "entry" : "entries")} to {path}. The last one has the hash {(check.Count > 0 ? check.Head : "of none")}.");
        return problem is null ? ExitCode.Done : throw new CommandException(ExitCode.DataUnusable, $"The log was altered: {problem}");
    }

    private ExitCode Verify(string path, string? head)
    {
        if (!File.Exists(path)) throw new CommandException(ExitCode.BadInput, $"There is no file {path}.");
        var check = new AuditCheck();
        int problems = 0, number = 0;
        foreach (string line in File.ReadLines(path))
        {
            number++;
            if (line.Length == 0) continue;
            if (FindProblem(check, line) is not { } problem) continue;
            problems++;
            context.SayError($"Line {number} {problem}.");
        }

        if (head is not null && head != check.Head)
        {
            problems++;
            context.SayError($"The last entry has the hash {check.Head}, not {head}: entries are missing at the end, or this is another log.");
        }

        if (problems > 0) throw new CommandException(ExitCode.BadInput, $"The audit log was altered: {problems:N0} {(problems == 1 ? "problem" : "problems")} in {check.Count:N0} entries.");
        context.Say($"{check.Count:N0} {(check.Count == 1 ? "entry" : "entries")}, none altered. The last one has the hash {check.Head}.");
        return ExitCode.Done;
    }

    private static string? FindProblem(AuditCheck check, string line)
    {
        try
        {
            return check.FindProblem(AuditChain.Parse(line));
        }
        catch (FormatException e)
        {
            return e.Message;
        }
    }

    /// <summary>The log, the oldest entry first, a line each.</summary>
    private async IAsyncEnumerable<string> ReadAsync(ParseResult parsed)
    {
        SettingValues settings = CommandSettings.Read(parsed, context);
        BusinessId? business = parsed.GetValue(_deployment) ? null : parsed.GetValue(_business);
        if (business is null && ServerOptions.IsGiven(parsed, _business)) throw new CommandException(ExitCode.BadInput, "--deployment and --business exclude each other; give one of them.");
        using Server? server = _server.Find(parsed, settings, _data, _business);
        RunningProcess? running = server is null ? RunningProcess.Find(settings.Folder()) : null;
        using Server? there = running?.Connect(business, context.Time);
        if ((server ?? there) is { } asked)
        {
            await foreach (string line in ReadAsync(asked, business is null)) yield return line;
            yield break;
        }

        await using OfflineProcess offline = await OfflineProcess.LookAsync(settings.Folder(), settings.Cipher(), settings.QuietLog(context), context);
        IAuditTrail trail = offline.Actors.Audit(new AuditId(business));
        for (long from = 0; await trail.ReadAsync(from, IAuditTrail.MaxPage) is { Entries.Count: > 0 } page; from += page.Entries.Count)
        {
            foreach (AuditEntry entry in page.Entries) yield return AuditChain.Line(entry);
        }
    }

    private static async IAsyncEnumerable<string> ReadAsync(Server server, bool isDeployment)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, isDeployment ? "api/admin/audit/export" : "api/audit/export");
        using HttpResponseMessage answer = await server.SendAsync(request, CancellationToken.None);
        if (!answer.IsSuccessStatusCode) throw server.Refused(answer, await Server.ReadAsync(answer));
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync());
        while (await reader.ReadLineAsync() is { } line) if (line.Length > 0) yield return line;
    }
}
