using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using CallQueue.Audits;
using CallQueue.CallLog;
using CallQueue.Composition;
using CallQueue.Configuration;
using CallQueue.Erasures;
using CallQueue.Servers;

namespace CallQueue.Commands;

/// <summary><c>callqueue erase NUMBER</c>: erases one number everywhere it is kept, and writes a signed receipt.</summary>
internal sealed class EraseCommand(CommandContext context)
{
    private readonly Argument<string> _number = new("number") { Description = "Telephone number with its country code." };
    private readonly Option<string?> _out = new("--out") { Description = "File for the receipt. Only its owner can read it. [default: it is printed]", HelpName = "file" };
    private readonly SettingOption _data = CommonOptions.Data();
    private readonly ServerOptions _server = new(context);
    private readonly Option<BusinessId> _business = CommonOptions.Business();

    public Command Build()
    {
        var command = new Command("erase", "Erase one number everywhere it is kept. Do-not-call lists keep it.") { _number, _out, _data, _business };
        _server.AddTo(command);
        command.SetAction(async parsed => (int)await RunAsync(parsed));
        return command;
    }

    private async Task<ExitCode> RunAsync(ParseResult parsed)
    {
        SettingValues settings = CommandSettings.Read(parsed, context);
        BusinessId business = parsed.GetValue(_business);
        if (!PhoneNumber.TryParse(parsed.GetRequiredValue(_number), out PhoneNumber number, out string? problem)) throw new CommandException(ExitCode.BadInput, $"The number {problem}.");
        using Server? named = _server.Find(parsed, settings, _data, _business);
        string folder = named is null ? settings.Folder() : "";
        RunningProcess? running = named is null ? RunningProcess.Find(folder) : null;
        using Server? here = running?.Connect(business, context.Time);
        string receipt = (named ?? here) is { } server ? await AskAsync(server, number) : await EraseHereAsync(folder, business, number, settings);
        if (parsed.GetValue(_out) is not { } path)
        {
            context.Say(receipt);
            return ExitCode.Done;
        }

        await WholeFile.WriteAsync(path, async file => await file.WriteAsync(System.Text.Encoding.UTF8.GetBytes($"{receipt}\n")));
        context.Say($"{number} is erased. The receipt is in {path}.");
        return ExitCode.Done;
    }

    private static async Task<string> AskAsync(Server server, PhoneNumber number)
    {
        JsonObject receipt = await server.AskAsync(HttpMethod.Post, "api/erase", new JsonObject { ["phone_number"] = number.Value }) ?? throw server.NotOurs();
        return receipt.ToJsonString(new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }

    private async Task<string> EraseHereAsync(string folder, BusinessId business, PhoneNumber number, SettingValues settings)
    {
        CallLogConnection? log = OutgoingReader.CallLog(settings);
        settings.Check();
        await using CallLogErasure? rows = log is null ? null : new CallLogErasure(log);
        await using OfflineProcess offline = await OfflineProcess.OpenAsync(folder, settings.Cipher(), settings.QuietLog(context), context);
        IAuditTrail trail = offline.Actors.Audit(new AuditId(business));
        var note = new AuditNote(OfflineProcess.Caller, "person.erased") { Target = number.Masked };
        long entry = await trail.AppendAsync(note);
        ErasureReceipt? receipt = await new NumberErasure(offline.Actors, rows is null ? [] : [rows], context.Time).EraseAsync(business, number);
        if (receipt is not null) return receipt.ToJson();
        await trail.AppendAsync(note with { Failed = entry });
        throw new CommandException(ExitCode.BadInput, $"A call to {number} is live. Repeat the command when it has ended, or stop it first.");
    }
}
