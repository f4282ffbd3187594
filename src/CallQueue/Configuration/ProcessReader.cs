using CallQueue.Access;
using CallQueue.Agents;
using CallQueue.Carriers;
using CallQueue.Carriers.Simulated;
using CallQueue.Cluster;
using CallQueue.Composition;
using CallQueue.Composition.Logging;
using CallQueue.Health;
using Microsoft.Extensions.Logging;

namespace CallQueue.Configuration;

/// <summary>Reads and checks all settings of a process. Nothing is started while one of them is invalid.</summary>
internal static class ProcessReader
{
    /// <summary>How keys begin that docker-compose.yml ships for rehearsals, where everybody can read them.</summary>
    private const string PublicKeys = "rehearsal-";

    /// <summary>A process over a data folder that serves programs: <c>serve</c>.</summary>
    /// <exception cref="Commands.CommandException">Settings are invalid.</exception>
    public static ProcessOptions Serve(SettingValues settings, FolderOptions folder, SimulatedOptions simulated, CommandContext context)
    {
        ProcessOptions options = Folder(settings, folder, simulated) with { Log = LogReader.Read(settings, LogLevel.Information, context.IsErrorTerminal), Telemetry = TelemetryReader.Read(settings, context), Probes = HttpReader.Probes(settings) };
        if (options.Http!.Access.IsKeyless) CheckKeyless(settings, options);
        return Checked(options, settings);
    }

    /// <summary>
    /// A process over a data folder that dials one file: <c>dial</c>. It reports its progress itself, so its log goes into a file
    /// in the data folder, and standard error gets warnings only, unless a level is set.
    /// </summary>
    /// <param name="settings">The settings.</param>
    /// <param name="folder">The data folder.</param>
    /// <param name="simulated">How the simulated carrier behaves, should it be used.</param>
    /// <param name="hasDisplay">Whether progress is redrawn in place: then only warnings are written among it, whatever is set.</param>
    /// <param name="context">The command.</param>
    /// <exception cref="Commands.CommandException">Settings are invalid.</exception>
    public static ProcessOptions Dial(SettingValues settings, FolderOptions folder, SimulatedOptions simulated, bool hasDisplay, CommandContext context)
    {
        LogOptions log = LogReader.Read(settings, LogLevel.Information, context.IsErrorTerminal);
        bool isQuiet = hasDisplay || !settings.IsSet(SettingTable.LogLevel);
        ProcessOptions options = Folder(settings, folder, simulated);
        HttpOptions http = options.Http!;
        return Checked(
            options with
            {
                // Nobody but commands on this machine needs to reach it, unless a carrier does; they send the local token.
                Http = http with
                {
                    IsForCommandsOnly = options.Carrier is CarrierOptions.Simulated || http.Webhooks is not null,
                    Webhooks = options.Carrier is CarrierOptions.Simulated ? null : http.Webhooks,
                    Access = http.Access.WithKeysOnly(),
                },
                Telemetry = TelemetryReader.Read(settings, context),
                Log = log with { File = log.File ?? Path.Combine(folder.Path, "callqueue.log"), ErrorLevel = isQuiet && log.ErrorLevel < LogLevel.Warning ? LogLevel.Warning : log.ErrorLevel },
            },
            settings);
    }

    /// <summary>A process of a cluster: <c>silo</c> and <c>gateway</c>.</summary>
    /// <exception cref="Commands.CommandException">Settings are invalid.</exception>
    public static ProcessOptions Cluster(SettingValues settings, ServiceRole role, CommandContext context)
    {
        if (role.ServesApi() && !settings.IsSet(SettingTable.OperatorKey))
            settings.Fail(SettingTable.OperatorKey, "is missing: the API of a cluster always requires keys. Set it to the same secret in every process that serves the API, such as what 'openssl rand -hex 24' prints");
        return Member(settings, role, context);
    }

    private static ProcessOptions Member(SettingValues settings, ServiceRole role, CommandContext context)
    {
        CarrierOptions carrier = CarrierReader.Read(settings, new SimulatedOptions());
        if (carrier is CarrierOptions.Simulated)
            settings.Fail(SettingTable.Carrier, "must be a real carrier in a cluster, with TWILIO_ACCOUNT_SID, PLIVO_AUTH_ID, SIGNALWIRE_PROJECT_ID or CALLKARO_API_KEY and the settings that belong to it: the simulated carrier"
                + " runs in a single process and loses its calls when that process ends. For a rehearsal set TWILIO_BASE_URL to a carrier lab, as tools/cluster.sh does");
        ProcessOptions options = Shared(settings, carrier) with
        {
            Log = LogReader.Read(settings, LogLevel.Information, context.IsErrorTerminal),
            Cluster = ClusterReader.Read(settings, role) with { Cipher = DataKeyReader.Read(settings) },
            Telemetry = TelemetryReader.Read(settings, context),
            Probes = HttpReader.Probes(settings, hasOthers: role.ServesHttp()),
            ShutdownLimit = TimeSpan.FromSeconds(settings.Whole(SettingTable.Shutdown)),
        };
        options = options with { Queue = options.Queue with { WakeInterval = ClusterProfile.WakeInterval } };
        if (!role.ServesHttp()) return Checked(options with { Http = null }, settings);
        HttpOptions http = options.Http! with { Access = options.Http!.Access.WithKeysOnly() };
        if (ListenAddress.Choose(http.Host?.Text, http.Access.OperatorKey is not null, isKeyless: false, out string? problem) is null) settings.Fail(SettingTable.Host, problem!);
        return Checked(options with { Http = http }, settings);
    }

    /// <summary>A client of the cluster that serves nothing, for commands.</summary>
    /// <exception cref="Commands.CommandException">Settings are invalid.</exception>
    public static ProcessOptions ClusterClient(SettingValues settings, CommandContext context) =>
        Member(settings, ServiceRole.Api, context) with { Http = null, Probes = null, Telemetry = new(), Log = LogReader.Read(settings, LogLevel.Warning, context.IsErrorTerminal) };

    /// <summary>Without keys only rehearsals run that no stranger can reach by design.</summary>
    private static void CheckKeyless(SettingValues settings, ProcessOptions options)
    {
        const string Otherwise = "Remove it: 'callqueue serve' then creates an operator key at its first start, and programs send a key";
        if (options.Carrier is not CarrierOptions.Simulated) settings.Fail(SettingTable.NoKeys, $"is for the simulated carrier only, and the carrier is {options.Carrier!.Name}. {Otherwise}");
        else if (settings.IsSet(SettingTable.PublicUrl)) settings.Fail(SettingTable.NoKeys, $"can't be used with PUBLIC_URL, behind which strangers are. {Otherwise}");
        else if (options.Http!.Access.OperatorKey is not null) settings.Fail(SettingTable.NoKeys, $"can't be used with CALLQUEUE_OPERATOR_KEY. Remove one of them");
        else if (ListenAddress.Choose(options.Http.Host?.Text, hasKeys: false, isKeyless: true, out string? problem) is null) settings.Fail(SettingTable.Host, problem!);
    }

    private static ProcessOptions Folder(SettingValues settings, FolderOptions folder, SimulatedOptions simulated) =>
        Shared(settings, CarrierReader.Read(settings, simulated)) with { Folder = folder with { Cipher = DataKeyReader.Read(settings) } };

    private static ProcessOptions Shared(SettingValues settings, CarrierOptions carrier)
    {
        if (carrier.Kind == CarrierKind.Real && settings.Text(SettingTable.OperatorKey)?.StartsWith(PublicKeys, StringComparison.Ordinal) == true)
            settings.Fail(SettingTable.OperatorKey, $"begins with '{PublicKeys}': such keys are public and open rehearsals only. Set one of your own, such as what 'openssl rand -hex 32' prints");
        IReadOnlyList<CarrierOptions> fallbacks = CarrierReader.Fallbacks(settings, carrier);
        AgentSessionsOptions? sessions = AgentSessions(settings, carrier);
        return new ProcessOptions
        {
            Carrier = carrier,
            AgentSessions = sessions,
            Fallbacks = fallbacks,
            AgentUrl = settings.Text(SettingTable.AgentUrl) is { } agent && Uri.TryCreate(agent, UriKind.Absolute, out _) ? agent : null,
            Provider = fallbacks.Append(carrier).Any(one => one is CarrierOptions.CallKaro) ? null : CarrierReader.Provider(settings),
            Queue = new CallQueueOptions { AsksAgentServer = sessions is not null, NewBusiness = QueueReader.NewBusiness(settings), TrunkLimits = QueueReader.Trunk(settings, carrier), TrunkLimitsByCarrier = QueueReader.Fallbacks(settings, fallbacks), LookupsPerSecond = settings.Whole(SettingTable.LookupsPerSecond), Prices = QueueReader.Prices(settings) },
            Http = HttpReader.Read(settings),
            Outgoing = OutgoingReader.Policy(settings),
            CallLog = OutgoingReader.CallLog(settings),
        };
    }

    /// <summary>Where the agent server is asked for its sessions; null: it is not, or its calls are talked to by the carrier's own agent.</summary>
    private static AgentSessionsOptions? AgentSessions(SettingValues settings, CarrierOptions carrier)
    {
        if (settings.Text(SettingTable.AgentSessionsPath) is not { } path || carrier is CarrierOptions.CallKaro) return null;
        string agent = settings.Required(SettingTable.AgentUrl, $"set it to the voice agent's server, which {SettingTable.AgentSessionsPath.Name} asks for sessions");
        if (Uri.TryCreate(agent, UriKind.Absolute, out _)) return new AgentSessionsOptions(AgentServer.UrlOf(agent, path), settings.Whole(SettingTable.AgentSessionsReserved));
        settings.Fail(SettingTable.AgentUrl, "must be an absolute URL such as wss://agent.example.com/media, so that its server can be asked for sessions");
        return null;
    }

    private static ProcessOptions Checked(ProcessOptions options, SettingValues settings)
    {
        settings.Check();
        return options;
    }
}
