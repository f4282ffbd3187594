using System.Globalization;
using System.Net;
using CallQueue.Access;
using CallQueue.Businesses;
using CallQueue.Carriers;
using CallQueue.Commands;
using CallQueue.Storage;
using CallQueue.Trunks;

namespace CallQueue.Composition;

/// <summary>Settings of a process from the environment.</summary>
internal static class Deployment
{
    public const string DefaultFolder = "data";
    public const int DefaultPort = 8000;

    /// <summary>The file of the simulated carrier's ledger in the data folder.</summary>
    public const string LedgerFile = "simulated-calls.jsonl";

    /// <summary>The data folder: the option's, else <c>CALLQUEUE_DATA</c>, else <c>./data</c>.</summary>
    public static string Folder(string? option, Surroundings around) => option ?? around.Text("CALLQUEUE_DATA") ?? DefaultFolder;

    /// <summary>Where the gateway listens: carriers and programs need a fixed port.</summary>
    /// <exception cref="CommandException">HOST or PORT are invalid, or open to the network without an API key.</exception>
    public static IPEndPoint Listen(ProcessSettings settings, bool isSimulated, bool hasKeys, Surroundings around) =>
        settings.Serves || !isSimulated ? Listen(settings.Host, settings.Port, hasKeys, around) : new IPEndPoint(IPAddress.Loopback, 0);

    /// <summary>The address from options, else from <c>HOST</c> and <c>PORT</c>.</summary>
    /// <exception cref="CommandException">They are invalid, or open to the network without an API key.</exception>
    public static IPEndPoint Listen(string? host, int? port, bool hasKeys, Surroundings around)
    {
        IPAddress ip = AccessEnvironment.Address(host ?? around.Text("HOST"), hasKeys, out string? problem) ?? throw Bad("HOST", problem!);
        return new IPEndPoint(ip, port ?? Whole("PORT", 0, 65_535, around) ?? DefaultPort);
    }

    /// <summary>Who may do what.</summary>
    /// <param name="localToken">The token that commands on this machine send.</param>
    /// <exception cref="CommandException">A variable is wrong.</exception>
    public static AccessOptions Access(string? localToken, Surroundings around) =>
        AccessEnvironment.Read(around.Variable, localToken, out string? problem) ?? throw new CommandException(ExitCode.BadInput, $"{problem}.");

    /// <exception cref="CommandException">A limit is not a number, or out of its range.</exception>
    public static CallQueueOptions Options(ProcessSettings settings, Surroundings around)
    {
        TrunkLimits limits = TrunkEnvironment.Read(around.Variable, CarrierName(settings.Carrier, around) ?? "simulated", out string? problem)
            ?? throw new CommandException(ExitCode.BadInput, $"{problem}.");
        return new CallQueueOptions
        {
            NewBusiness = settings.NewBusiness
                ?? ProfileEnvironment.Read(around.Variable, out problem)
                ?? throw new CommandException(ExitCode.BadInput, $"{problem}."),
            TrunkLimits = limits with { Channels = Math.Max(limits.Channels, settings.AtLeastChannels) },
        };
    }

    /// <exception cref="CommandException">The variables do not configure a carrier.</exception>
    /// <exception cref="DataFolderException">The simulated carrier's ledger can't be used.</exception>
    public static CarrierChoice.Chosen Choose(ProcessSettings settings, string folder, Surroundings around)
    {
        try
        {
            CarrierChoice choice = CarrierEnvironment.Read(
                name => name == "CALL_CARRIER" && settings.Carrier is { } option ? option : around.Variable(name),
                settings.Simulated with { LedgerPath = settings.Simulated.LedgerPath ?? Path.Combine(folder, LedgerFile) },
                around.Time);
            return choice switch
            {
                CarrierChoice.Chosen chosen => chosen,
                CarrierChoice.Refused refused => throw new CommandException(ExitCode.BadInput, Sentence(refused)),
                _ => throw new ArgumentOutOfRangeException(nameof(settings)),
            };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DataFolderException(folder, $"The simulated carrier's ledger in {folder} can't be used ({e.Message}).", e);
        }
    }

    /// <summary>Whether the carrier is going to be the simulated one.</summary>
    public static bool IsSimulated(string? option, Surroundings around) => CarrierName(option, around) is null or "simulated";

    /// <summary>A whole number from the environment; null when not set.</summary>
    /// <exception cref="CommandException">It is not a whole number, or out of its range.</exception>
    public static int? Whole(string variable, int min, int max, Surroundings around)
    {
        if (around.Text(variable) is not { } text) return null;
        bool isFine = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= min && number <= max;
        return isFine ? number : throw Bad(variable, $"must be a whole number from {min} to {max}; got '{text}'");
    }

    private static string? CarrierName(string? option, Surroundings around) =>
        (option ?? around.Text("CALL_CARRIER"))?.ToLowerInvariant() ?? CarrierEnvironment.NameByCredentials(around.Variable);

    private static string Sentence(CarrierChoice.Refused refused) => refused.Problem.TrimEnd('.') + ".";

    private static CommandException Bad(string variable, string problem) => new(ExitCode.BadInput, $"{variable} {problem}.");
}
