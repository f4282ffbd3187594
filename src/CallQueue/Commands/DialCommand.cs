using System.CommandLine;
using CallQueue.Carriers;
using CallQueue.Carriers.Simulated;
using CallQueue.Composition;
using CallQueue.Configuration;
using CallQueue.Dialing;
using CallQueue.Servers;
using CallQueue.Trunks;

namespace CallQueue.Commands;

/// <summary><c>callqueue dial FILE</c>: reads the command line into a <see cref="DialOrder"/> and settings.</summary>
internal sealed class DialCommand(CommandContext context)
{
    private readonly RunOptions _people = new();
    private readonly SettingOption _country = CommonOptions.Country();
    private readonly SettingOption _carrier = CommonOptions.Carrier();
    private readonly Option<string?> _run = new("--run-id") { Description = "Name of the run. [default: derived from the file's content, so that the same file is the same run]", HelpName = "name" };
    private readonly SettingOption _data = CommonOptions.Data();
    private readonly ServerOptions _server = new(context);
    private readonly Option<BusinessId> _business = CommonOptions.Business();
    private readonly Option<Storage.Durability> _durability = CommonOptions.Durability();
    private readonly Option<bool> _plain = new("--plain") { Description = "Plain line output (no live display). Always used when the output is not a terminal." };
    private readonly Option<string?> _results = new("--results") { Description = "CSV file for the results. [default: a file in the data folder]", HelpName = "file" };
    private readonly Option<bool> _again = new("--again") { Description = "Call also people who were called within the last hours, in any run. Without it they stop a new run before the first call." };
    private readonly Option<double> _speed = CommonOptions.Speed();

    public Command Build()
    {
        var command = new Command("dial", "Call everybody in a file, show the progress, and exit when all calls have ended.");
        _people.AddTo(command);
        foreach (Option option in (Option[])[_country, _carrier, _run, _data, _business, _durability, _plain, _results, _again, _speed]) command.Add(option);
        _server.AddTo(command);
        command.SetAction(async parsed => (int)await RunAsync(parsed));
        return command;
    }

    private async Task<ExitCode> RunAsync(ParseResult parsed)
    {
        SettingValues settings = CommandSettings.Read(parsed, context);
        double speed = CommonOptions.CheckSpeed(parsed.GetValue(_speed));
        using Server? server = _server.Find(parsed, settings, _data, _business);
        if (server is not null) return await ServedAsync(parsed, settings, server, null, "", isSimulated: false);
        string folder = settings.Folder();
        if (RunningProcess.FindServing(folder) is { } running)
        {
            using Server local = running.Connect(parsed.GetValue(_business), context.Time);
            context.Say($"The data folder {folder} is in use by {running.Name}, so this list is handed to it.");
            CarrierKind kind = FolderKind.Of(folder) switch { FolderKind.Simulated => CarrierKind.Simulated, FolderKind.Rehearsal => CarrierKind.Rehearsal, _ => CarrierKind.Real };
            return await ServedAsync(parsed, settings, local, kind, folder, kind == CarrierKind.Simulated);
        }

        DialOrder order = Order(parsed, CarrierReader.Name(settings) == "simulated") with { Country = settings.Text(SettingTable.Country) };
        if (order.FindProblem() is { } problem) throw new CommandException(ExitCode.BadInput, problem);
        return await new DialSession(order, Options(parsed, settings, order, speed), context).RunAsync(settings);
    }

    /// <summary>Hands the list to a running server. What belongs to that process is not changed by a command.</summary>
    private async Task<ExitCode> ServedAsync(ParseResult parsed, SettingValues settings, Server server, CarrierKind? kind, string results, bool isSimulated)
    {
        DialOrder order = Order(parsed, isSimulated) with { Country = settings.Text(SettingTable.Country) };
        if (order.FindProblem() is { } problem) throw new CommandException(ExitCode.BadInput, problem);
        if (ServerOptions.IsGiven(parsed, _carrier)) throw new CommandException(ExitCode.BadInput, $"--carrier is chosen where the calls are dialed: {server.Name} has its own. Leave it out.");
        foreach (Option option in (Option[])[_speed, _durability])
            if (ServerOptions.IsGiven(parsed, option)) context.SayError($"{option.Name} has no effect here: {server.Name} dials the calls.");
        return await new ServedSession(server, order, RunOptions.Settings(order), kind, results, context).RunAsync();
    }

    private DialOrder Order(ParseResult parsed, bool isSimulated) => _people.Read(parsed, isSimulated) with
    {
        Business = parsed.GetValue(_business),
        RunName = parsed.GetValue(_run),
        Plain = parsed.GetValue(_plain),
        ResultsFile = parsed.GetValue(_results),
        Again = parsed.GetValue(_again),
    };

    private ProcessOptions Options(ParseResult parsed, SettingValues settings, DialOrder order, double speed)
    {
        var folder = new FolderOptions(settings.Folder()) { Durability = parsed.GetValue(_durability) };
        var simulated = new SimulatedOptions
        {
            Ring = new TimeRange(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3)),
            Talk = new TimeRange(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(8)),
            Speed = speed,
        };
        ProcessOptions options = ProcessReader.Dial(settings, folder, simulated, order.HasDisplay(context), context);
        TrunkLimits trunk = options.Queue.TrunkLimits;
        return options with { Queue = options.Queue with { TrunkLimits = trunk with { Channels = Math.Max(trunk.Channels, order.Slots ?? 0) } } };
    }
}
