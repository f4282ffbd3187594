using System.CommandLine;
using System.Globalization;
using CallQueue.Composition;
using CallQueue.Configuration;
using CallQueue.Keys;
using Spectre.Console;

namespace CallQueue.Commands;

/// <summary><c>callqueue keys create|list|revoke</c>: API keys, whether or not a process has the data folder.</summary>
internal sealed class KeysCommand(CommandContext context)
{
    private readonly Argument<string> _name = new("name") { Description = "Name of the key: who uses it, or what for." };
    private readonly Argument<string> _id = new("id") { Description = "Id of the key, as create and list show it." };
    private readonly Option<string?> _business = new("--business") { Description = "Business that the key gives access to.", HelpName = "id" };
    private readonly Option<bool> _operator = new("--operator") { Description = "Give the key full access." };
    private readonly SettingOption _data = CommonOptions.Data();

    public Command Build()
    {
        var create = new Command("create", "Create a key. It is shown only now.") { _name, _business, _operator, _data };
        create.SetAction(async parsed => (int)await CreateAsync(parsed));
        var list = new Command("list", "List all keys, without their secrets.") { _data };
        list.SetAction(async parsed => (int)await ListAsync(parsed));
        var revoke = new Command("revoke", "Revoke a key permanently. Every process rejects it within five seconds.") { _id, _data };
        revoke.SetAction(async parsed => (int)await RevokeAsync(parsed));
        return new Command("keys", "Manage API keys, with which programs use the REST API.") { create, list, revoke };
    }

    private async Task<ExitCode> CreateAsync(ParseResult parsed)
    {
        string name = parsed.GetRequiredValue(_name);
        if (KeyBook.FindProblem(name) is { } problem) throw new CommandException(ExitCode.BadInput, $"The key's name {problem}.");
        BusinessId? business = BusinessOf(parsed.GetValue(_business), parsed.GetValue(_operator));
        await using KeyStore store = await OpenAsync(parsed, mayCreate: true);
        (string text, KeyLine key) = await store.CreateAsync(name, business);
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

        var table = new Table().AddColumns("id", "name", "opens", "secret", "made", "revoked");
        foreach (KeyLine key in keys)
            table.AddRow(key.Id, Markup.Escape(key.Name), Markup.Escape(Scope(key)), $"…{Markup.Escape(key.Last4)}", Day(key.CreatedAt), key.RevokedAt is { } at ? Day(at) : "");
        context.Console.Write(table);
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
        return KeyStore.OpenAsync(settings.Folder(), mayCreate, settings.QuietLog(context), context);
    }

    private static BusinessId? BusinessOf(string? business, bool isOperator) => (business, isOperator) switch
    {
        (null, true) => null,
        (null, false) => throw new CommandException(ExitCode.BadInput, "Choose the key's access: --business ID for one business, or --operator for full access."),
        (_, true) => throw new CommandException(ExitCode.BadInput, "--business and --operator exclude each other; give one of them."),
        _ when Identifier.IsValid(business, out string? problem) => new BusinessId(business),
        _ => throw new CommandException(ExitCode.BadInput, "--business must be a business id: only letters, digits and . - _ : @ +."),
    };

    private static string Scope(KeyLine key) => key.Business is { } business ? $"business {business}" : "everything";

    private static string Day(DateTimeOffset at) => at.ToString("u", CultureInfo.InvariantCulture);
}
