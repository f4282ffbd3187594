using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net;
using CallQueue.Composition;
using CallQueue.Configuration;
using CallQueue.Servers;

namespace CallQueue.Commands;

/// <summary>The options of commands that a running server can serve in place of a data folder.</summary>
internal sealed class ServerOptions(CommandContext context)
{
    private const int LargestKey = 4 * 1024;

    private readonly SettingOption _server = CommonOptions.Server();
    private readonly SettingOption _key = CommonOptions.Key();
    private readonly Option<string?> _keyFile = new("--key-file") { Description = "File with the API key for --server.", HelpName = "file" };

    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_server, _key, _keyFile]) command.Add(option);
    }

    /// <summary>The server; null: the data folder is meant.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="settings">Its settings.</param>
    /// <param name="data">The option of the data folder, which excludes a server; null: the command has none.</param>
    /// <param name="business">The option of the business.</param>
    /// <exception cref="CommandException">The options exclude each other, or the key file can't be read.</exception>
    public Server? Find(ParseResult parsed, SettingValues settings, SettingOption? data, Option<BusinessId> business)
    {
        string? url = settings.Text(SettingTable.Server), key = KeyIn(parsed) ?? settings.Text(SettingTable.Key);
        settings.Check();
        bool isHere = data is not null && IsGiven(parsed, data);
        if (isHere && IsGiven(parsed, _server)) throw new CommandException(ExitCode.BadInput, "--data and --server exclude each other; give one of them.");
        // An option for this command is stronger than a variable for all of them.
        if (url is null || isHere) return null;
        var address = new Uri(url);
        if (key is not null && address.Scheme == Uri.UriSchemeHttp && !IsHere(address)) context.SayError($"Warning: the API key is sent to {address.Authority} unencrypted. Use https.");
        return new Server(url, key, IsGiven(parsed, business) ? parsed.GetValue(business) : null, $"The server {address.GetLeftPart(UriPartial.Authority)}", context.Time);
    }

    /// <summary>Whether the user gave the option.</summary>
    public static bool IsGiven(ParseResult parsed, Option option) => parsed.GetResult(option) is { Implicit: false };

    private static bool IsHere(Uri address) => address.IsLoopback || (IPAddress.TryParse(address.Host.Trim('[', ']'), out IPAddress? ip) && IPAddress.IsLoopback(ip));

    private string? KeyIn(ParseResult parsed)
    {
        if (parsed.GetValue(_keyFile) is not { } path) return null;
        if (IsGiven(parsed, _key)) throw new CommandException(ExitCode.BadInput, "--key and --key-file exclude each other; give one of them.");
        try
        {
            string key = new FileInfo(path).Length <= LargestKey ? File.ReadAllText(path).Trim() : "";
            return key.Length > 0 ? key : throw new CommandException(ExitCode.BadInput, $"--key-file must name a file with an API key and nothing else; got '{path}'.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCode.BadInput, $"--key-file can't be read: {e.Message}", e);
        }
    }
}
