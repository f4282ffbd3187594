using System.CommandLine;
using System.Globalization;
using CallQueue.Composition;
using CallQueue.Configuration;
using CallQueue.Inputs;
using CallQueue.Keys;
using CallQueue.Validation;
using Spectre.Console;

namespace CallQueue.Commands;

/// <summary><c>callqueue keys create|list|rotate|revoke</c>: API keys, whether or not a process has the data folder.</summary>
internal sealed class KeysCommand(CommandContext context)
{
    private readonly Argument<string> _name = new("name") { Description = "Name of the key: who uses it, or what for." };
    private readonly Argument<string> _id = new("id") { Description = "Id of the key, as create and list show it." };
    private readonly Option<string?> _business = new("--business") { Description = "Business that the key gives access to.", HelpName = "id" };
    private readonly Option<bool> _operator = new("--operator") { Description = "Give the key full access." };
    private readonly Option<string?> _role = new("--role") { Description = "What the key may do in its business: business (everything), submit_only (submit calls, read nothing) or read_only. [default: business]", HelpName = "role" };
    private readonly Option<bool> _removes = new("--may-remove-opt-outs") { Description = "Let the key of a business take people off its do-not-call list, with a reason that is kept." };
    private readonly Option<string?> _expires = new("--expires") { Description = "When the key ends by itself: a time such as 2027-01-31T00:00:00Z, or a duration from now such as 90d. [default: never]", HelpName = "time" };
    private readonly Option<string[]> _from = new("--from") { Description = "Address or network that the key may be used from, such as 10.0.0.0/8; may be repeated. [default: everywhere]", HelpName = "network" };
    private readonly Option<string> _overlap = new("--overlap") { Description = "How long the former secret goes on working, such as 30m or 7d. [default: 1d]", HelpName = "duration", DefaultValueFactory = _ => "1d" };
    private readonly SettingOption _data = CommonOptions.Data();

    public Command Build()
    {
        var create = new Command("create", "Create a key. It is shown only now.") { _name, _business, _operator, _role, _removes, _expires, _from, _data };
        create.SetAction(async parsed => (int)await CreateAsync(parsed));
        var list = new Command("list", "List all keys, without their secrets.") { _data };
        list.SetAction(async parsed => (int)await ListAsync(parsed));
        var rotate = new Command("rotate", "Give a key another secret, which is shown only now. The former one goes on working for a while.") { _id, _overlap, _data };
        rotate.SetAction(async parsed => (int)await RotateAsync(parsed));
        var revoke = new Command("revoke", "Revoke a key permanently. Every process rejects it within five seconds.") { _id, _data };
        revoke.SetAction(async parsed => (int)await RevokeAsync(parsed));
        return new Command("keys", "Manage API keys, with which programs use the REST API.") { create, list, rotate, revoke };
    }

    private async Task<ExitCode> CreateAsync(ParseResult parsed)
    {
        string name = parsed.GetRequiredValue(_name);
        if (KeyBook.FindProblem(name) is { } problem) throw new CommandException(ExitCode.BadInput, $"The key's name {problem}.");
        KeyTerms terms = TermsOf(parsed);
        await using KeyStore store = await OpenAsync(parsed, mayCreate: true);
        (string text, KeyLine key) = await store.CreateAsync(name, terms);
        context.Say($"Created key {key.Id} ({name}) for {Scope(key)}. It is shown only now:");
        context.Say(text);
        if (store.NeedsRestart) context.Say("The running process listens on this machine only. Restart it to listen on other addresses (HOST).");
        return ExitCode.Done;
    }

    private async Task<ExitCode> ListAsync(ParseResult parsed)
    {
        await using KeyStore store = await OpenAsync(parsed, mayCreate: false);
        IReadOnlyList<KeyLine> keys = await store.ListAsync();
        if (keys.Count == 0)
        {
            context.Say("There are no API keys. 'callqueue serve' creates an operator key at its first start.");
            return ExitCode.Done;
        }

        foreach (KeyLine key in keys)
        {
            context.Say($"{key.Id}  {SafeText.Escaped(key.Name)}");
            context.Say($"  {key.Role} of {Scope(key)}, secret …{key.Last4}");
            context.Say($"  made {Day(key.CreatedAt)}{Ends(key)}");
            if (key.LastUsedAt is { } used) context.Say($"  last used {Day(used)}");
            if (key.RemovesOptOuts && key.Business is not null) context.Say("  may remove opt-outs");
            if (key.AllowedFrom.Count > 0) context.Say($"  from {string.Join(" ", key.AllowedFrom)} only");
        }

        return ExitCode.Done;
    }

    private async Task<ExitCode> RotateAsync(ParseResult parsed)
    {
        string id = parsed.GetRequiredValue(_id);
        TimeSpan overlap = Duration("--overlap", parsed.GetRequiredValue(_overlap));
        if (overlap > KeyBook.MaxOverlap) throw new CommandException(ExitCode.BadInput, $"--overlap must be at most {KeyBook.MaxOverlap.Days} days.");
        await using KeyStore store = await OpenAsync(parsed, mayCreate: false);
        if (!KeyText.IsId(id) || await store.RotateAsync(id, overlap) is not { } text)
            throw new CommandException(ExitCode.BadInput, $"There is no valid key '{id}'. (callqueue keys list shows all.)");
        context.Say($"Key {id} has another secret. It is shown only now; the former one works until {Day(context.Time.GetUtcNow() + overlap)}:");
        context.Say(text);
        return ExitCode.Done;
    }

    private async Task<ExitCode> RevokeAsync(ParseResult parsed)
    {
        string id = parsed.GetRequiredValue(_id);
        await using KeyStore store = await OpenAsync(parsed, mayCreate: false);
        if (!KeyText.IsId(id) || !await store.RevokeAsync(id)) throw new CommandException(ExitCode.BadInput, $"There is no key '{id}'. (callqueue keys list shows all.)");
        context.Say($"Key {id} is revoked.");
        return ExitCode.Done;
    }

    private Task<KeyStore> OpenAsync(ParseResult parsed, bool mayCreate)
    {
        SettingValues settings = CommandSettings.Read(parsed, context);
        return KeyStore.OpenAsync(settings.Folder(), settings.Cipher(), mayCreate, settings.QuietLog(context), context);
    }

    private KeyTerms TermsOf(ParseResult parsed)
    {
        BusinessId? business = BusinessOf(parsed.GetValue(_business), parsed.GetValue(_operator));
        KeyTerms terms = KeyTerms.For(business) with { RemovesOptOuts = parsed.GetValue(_removes), ExpiresAt = ExpiryOf(parsed.GetValue(_expires)), Networks = [.. (parsed.GetValue(_from) ?? []).Select(NetworkOf)] };
        if (parsed.GetValue(_role) is { } word)
            terms = terms with { Role = KeyRoles.Find(word.Replace('-', '_')) ?? throw new CommandException(ExitCode.BadInput, $"--role must be business, submit_only or read_only; got '{word}'.") };
        if (terms.Networks.Count > KeyTerms.MaxNetworks) throw new CommandException(ExitCode.BadInput, $"--from may be repeated {KeyTerms.MaxNetworks} times.");
        return terms.FindProblem() is { } problem ? throw new CommandException(ExitCode.BadInput, $"--role: {problem}.") : terms;
    }

    private DateTimeOffset? ExpiryOf(string? text)
    {
        if (text is null) return null;
        DateTimeOffset now = context.Time.GetUtcNow(), at = InstantText.Parse(text) ?? now + Duration("--expires", text);
        return at > now ? at : throw new CommandException(ExitCode.BadInput, $"--expires must be in the future; got '{text}'.");
    }

    private static TimeSpan Duration(string option, string text) =>
        DurationText.TryParse(text, out TimeSpan duration) ? duration : throw new CommandException(ExitCode.BadInput, $"{option} {DurationText.Problem}; got '{text}'.");

    private static string NetworkOf(string text) =>
        KeyTerms.NetworkOf(text)?.ToString() ?? throw new CommandException(ExitCode.BadInput, $"--from must be an IP address or a network such as 10.0.0.0/8; got '{text}'.");

    private static BusinessId? BusinessOf(string? business, bool isOperator) => (business, isOperator) switch
    {
        (null, true) => null,
        (null, false) => throw new CommandException(ExitCode.BadInput, "Choose the key's access: --business ID for one business, or --operator for full access."),
        (_, true) => throw new CommandException(ExitCode.BadInput, "--business and --operator exclude each other; give one of them."),
        _ when Identifier.IsValid(business, out string? problem) => new BusinessId(business),
        _ => throw new CommandException(ExitCode.BadInput, "--business must be a business id: only letters, digits and . - _ : @ +."),
    };

    private static string Ends(KeyLine key) => key switch
    {
        { RevokedAt: { } at } => $", revoked {Day(at)}",
        { ExpiresAt: { } at } => $", ends {Day(at)}",
        _ => "",
    };

    private static string Scope(KeyLine key) => key.Business is { } business ? $"business {business}" : "everything";

    private static string Day(DateTimeOffset? at) => at?.ToString("u", CultureInfo.InvariantCulture) ?? "";
}
