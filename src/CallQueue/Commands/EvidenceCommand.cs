using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using CallQueue.Audits;
using CallQueue.Composition;
using CallQueue.Configuration;
using CallQueue.Bundles;
using CallQueue.Servers;

namespace CallQueue.Commands;

/// <summary><c>callqueue evidence RUN|NUMBER</c>: writes a signed bundle of the dial ledger, whether or not a process is using the data folder.</summary>
internal sealed class EvidenceCommand(CommandContext context)
{
    private const string UsualFile = "evidence.jsonl";

    private readonly Argument<string?> _subject = new("subject") { Description = "Run, or telephone number with its country code. [default: all dials]", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string> _out = new("--out") { Description = "File to write. Only its owner can read it.", HelpName = "file", DefaultValueFactory = _ => UsualFile };
    private readonly Option<bool> _hidePersons = new("--hide-persons") { Description = "Leave out telephone numbers, references to consent and the carrier's ids." };
    private readonly Option<bool> _publicKey = new("--public-key") { Description = "Write the public key that signs bundles, as PEM, instead of a bundle." };
    private readonly SettingOption _data = CommonOptions.Data();
    private readonly ServerOptions _server = new(context);
    private readonly Option<BusinessId> _business = CommonOptions.Business();

    public Command Build()
    {
        var command = new Command("evidence", "Write a signed bundle of who was dialed when, and why that was allowed.") { _subject, _out, _hidePersons, _publicKey, _data, _business };
        _server.AddTo(command);
        command.SetAction(async parsed => (int)await RunAsync(parsed));
        return command;
    }

    private async Task<ExitCode> RunAsync(ParseResult parsed)
    {
        SettingValues settings = CommandSettings.Read(parsed, context);
        BusinessId business = parsed.GetValue(_business);
        EvidenceQuery query = QueryOf(parsed);
        string path = parsed.GetRequiredValue(_out);
        bool isKey = parsed.GetValue(_publicKey);
        using Server? named = _server.Find(parsed, settings, _data, _business);
        string folder = named is null ? settings.Folder() : "";
        RunningProcess? running = named is null ? RunningProcess.Find(folder) : null;
        using Server? here = running?.Connect(business, context.Time);
        await WholeFile.WriteAsync(path, file =>
            (named ?? here) is { } server ? AskAsync(server, isKey, query, file) : ReadAsync(folder, business, isKey, query, file, settings));
        context.Say(isKey ? $"Wrote the public key to {path}." : $"Wrote {path}. Check it anywhere with: callqueue verify {path}");
        return ExitCode.Done;
    }

    /// <exception cref="CommandException">The subject is neither.</exception>
    private EvidenceQuery QueryOf(ParseResult parsed)
    {
        bool names = !parsed.GetValue(_hidePersons);
        return parsed.GetValue(_subject) switch
        {
            null => new EvidenceQuery(null, null, names),
            { } text when PhoneNumber.TryParse(text, out PhoneNumber number, out _) => new EvidenceQuery(null, number, names),
            { } text when Identifier.IsValid(text, out _) => new EvidenceQuery(text, null, names),
            { } text => throw new CommandException(ExitCode.BadInput, $"'{text}' is neither a run nor a telephone number such as +442079460100."),
        };
    }

    private static async Task AskAsync(Server server, bool isKey, EvidenceQuery query, FileStream file)
    {
        if (isKey)
        {
            string? pem = (string?)(await server.AskAsync(HttpMethod.Get, "api/evidence/key"))?["public_key"];
            await file.WriteAsync(System.Text.Encoding.UTF8.GetBytes(pem ?? throw server.NotOurs()));
            return;
        }

        string[] asked = [.. new[] { ("run", query.Run), ("number", query.Number?.Value), ("persons", query.NamesPersons ? null : "hidden") }
            .Where(option => option.Item2 is not null).Select(option => $"{option.Item1}={Uri.EscapeDataString(option.Item2!)}")];
        using var request = new HttpRequestMessage(HttpMethod.Get, $"api/evidence?{string.Join('&', asked)}");
        using HttpResponseMessage answer = await server.SendAsync(request, CancellationToken.None);
        if (!answer.IsSuccessStatusCode) throw server.Refused(answer, await Server.ReadAsync(answer));
        await answer.Content.CopyToAsync(file);
    }

    private async Task ReadAsync(string folder, BusinessId business, bool isKey, EvidenceQuery query, FileStream file, SettingValues settings)
    {
        await using OfflineProcess offline = await OfflineProcess.LookAsync(folder, settings.Cipher(), settings.QuietLog(context), context);
        if (offline.Seal is { } seal)
            throw new CommandException(ExitCode.BadInput, $"This data folder was exported {seal} and is sealed. Make the bundle where it was imported.");
        if (isKey)
        {
            byte[] key = await offline.Actors.Signer.PublicKeyAsync();
            await file.WriteAsync(System.Text.Encoding.UTF8.GetBytes(PemEncoding.WriteString("PUBLIC KEY", key)));
            return;
        }

        await offline.Actors.Audit(new AuditId(business)).AppendAsync(new AuditNote(OfflineProcess.Caller, "evidence.exported") { Target = query.Run ?? query.Number?.Masked, After = query.Shown });
        var writer = new BundleWriter(offline.Actors, business, context.Time);
        long rows = await writer.WriteAsync(await writer.OpenAsync(), query, file, CancellationToken.None);
        context.Say(string.Create(CultureInfo.InvariantCulture, $"{rows:N0} {(rows == 1 ? "row" : "rows")} of business {business}."));
    }
}
