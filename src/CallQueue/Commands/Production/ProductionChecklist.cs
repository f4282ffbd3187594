using System.Globalization;
using CallQueue.Businesses;
using CallQueue.Carriers;
using CallQueue.Carriers.Simulated;
using CallQueue.Cluster;
using CallQueue.Composition;
using CallQueue.Composition.Logging;
using CallQueue.Configuration;
using CallQueue.Health;
using CallQueue.Storage;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace CallQueue.Commands.Production;

/// <summary>The ten points to check before people are called [S3.35]. Places no calls and changes nothing.</summary>
internal sealed class ProductionChecklist(SettingValues settings, CommandContext context)
{
    private readonly string _folder = settings.Text(SettingTable.Data)!;
    private readonly CarrierOptions _carrier = CarrierReader.Read(settings, new SimulatedOptions());

    private bool IsCluster => settings.IsSet(SettingTable.Role) || settings.IsSet(SettingTable.ClusterStore) || settings.IsSet(SettingTable.RedisUrl) || settings.IsSet(SettingTable.RedisHost);

    private bool IsPostgres => IsCluster && settings.Word(SettingTable.ClusterStore) == "postgres";

    /// <summary>All points, in the order of the list.</summary>
    public async Task<IReadOnlyList<ProductionPoint>> CheckAsync()
    {
        List<ProductionPoint> points = [];
        foreach ((string name, Func<Task<ProductionPoint>> check) in Checks())
        {
            try
            {
                points.Add(await check() with { Name = name });
            }
            catch (Exception e)
            {
                points.Add(new ProductionPoint(name, PointResult.Fail, e.Message.ReplaceLineEndings(" "), "solve this problem and run the command again"));
            }
        }

        return points;
    }

    private IEnumerable<(string Name, Func<Task<ProductionPoint>> Check)> Checks() =>
    [
        ("persistence", PersistenceAsync),
        ("environment", () => Task.FromResult(Environment())),
        ("carrier credentials", CredentialsAsync),
        ("agent server", AgentAsync),
        ("health", HealthAsync),
        ("monitoring", () => Task.FromResult(NotProvable("who watches this process can't be seen from here", "let Prometheus read /metrics with the alerts of deploy/observability, or let your monitoring ask GET /api/health every minute and alert on 503; probe /livez and /readyz for restarts"))),
        ("backup", () => Task.FromResult(NotProvable("copies elsewhere can't be seen from here",
            IsPostgres ? "let a tool for PostgreSQL copy the database and its log (WAL) to another machine, and try a restore" : IsCluster ? "copy the append-only file or the snapshots of Redis to another machine every day, and try a restore" : "run 'callqueue export' regularly, keep the files on another machine, and try 'callqueue import'"))),
        ("rate limits", () => Task.FromResult(RateLimits())),
        ("TLS", () => Task.FromResult(Tls())),
        ("logging", () => Task.FromResult(Logging())),
    ];

    private async Task<ProductionPoint> PersistenceAsync()
    {
        if (IsPostgres && PostgresReader.Read(settings) is { } postgres)
        {
            PostgresPersistence found = await PostgresPersistence.LookAsync(postgres);
            return found.Problem is { } problem ? Fail($"PostgreSQL: {found.Detail}", problem) : Pass($"PostgreSQL: {found.Detail}");
        }

        if (IsCluster)
        {
            ConfigurationOptions redis = RedisReader.Read(settings);
            RedisPersistence found = await RedisPersistence.LookAsync(redis);
            return found.Problem is { } problem ? Fail($"Redis: {found.Detail}", problem) : Pass($"Redis: {found.Detail}");
        }

        string full = Path.GetFullPath(_folder);
        if (DataFolder.FindOwner(_folder) is { } owner)
            return Pass(string.Create(CultureInfo.InvariantCulture, $"the data folder {full} is used by process {owner.ProcessId}; every commit survives a power failure unless it was started with --durability normal"));
        if (!Directory.Exists(_folder)) return Fail($"the data folder {full} does not exist", "create it on a disk that outlives this machine's or container's restart, or set CALLQUEUE_DATA");
        using (await DataFolder.TakeAsync(_folder, context.Time))
        {
            // Locking the folder writes to it.
        }

        return Pass($"the data folder {full} is writable; every commit survives a power failure");
    }

    private ProductionPoint Environment()
    {
        string[] warnings = [.. SettingWarnings.Find(context.Environment, settings, IsCluster ? SettingReaders.Silo : SettingReaders.Serve)];
        return settings.Problems.Count > 0 ? Fail(string.Join(" ", settings.Problems.Select(problem => problem.Sentence)), "'callqueue config' shows all settings")
            : warnings.Length > 0 ? Pass($"all settings are valid, with warnings: {string.Join(" ", warnings)}")
            : Pass("all settings are valid");
    }

    private async Task<ProductionPoint> CredentialsAsync()
    {
        if (_carrier is CarrierOptions.Simulated) return Fail("calls are simulated: nobody is called", "set CALL_CARRIER and the credentials of a carrier");
        if (settings.Problems.Count > 0) return Fail("the carrier's settings are not valid", "see the point 'environment'");
        if (_carrier.Kind == CarrierKind.Rehearsal) return Fail($"a carrier lab answers at {_carrier.BaseUrl}: nobody is called", "unset the carrier's base URL and CALLQUEUE_REHEARSAL");
        if (ChosenCarrier.Open(_carrier, context.Time).Carrier is not ICarrierAccount account)
            return NotProvable($"{_carrier.Name} has no request that checks credentials and calls nobody", "call a telephone of your own: callqueue dial with one row");
        AccountAnswer answer = await account.CheckAccountAsync(CancellationToken.None);
        return answer.Standing switch
        {
            AccountStanding.Accepted => Pass(answer.Detail),
            AccountStanding.Refused => Fail(answer.Detail, "compare the credentials with those in the carrier's console"),
            _ => NotProvable(answer.Detail, "check that this machine reaches the carrier over https"),
        };
    }

    private async Task<ProductionPoint> AgentAsync()
    {
        if (settings.Text(SettingTable.AgentUrl) is not { } agent) return Pass("AGENT_SERVER_URL is not set: no voice agent is used");
        (bool isUp, string detail) = await AgentServer.AskAsync(agent);
        return isUp ? Pass(detail) : Fail(detail, "start the agent's server, or correct AGENT_SERVER_URL");
    }

    private async Task<ProductionPoint> HealthAsync()
    {
        RunningServer server = await RunningServer.AskAsync(settings, _folder);
        return server.Status switch
        {
            null => NotProvable(server.Detail, "start the server and run this command again beside it"),
            "healthy" => Pass(server.Detail),
            _ => Fail(server.Detail, "GET /api/health names each check with its reason"),
        };
    }

    private ProductionPoint RateLimits()
    {
        BusinessSettings business = QueueReader.NewBusiness(settings);
        double? pace = QueueReader.Trunk(settings, _carrier).DialsPerSecond;
        string detail = string.Create(CultureInfo.InvariantCulture,
            $"carrier account: {(pace is { } dials ? $"{dials} dials a second" : "no limit")}, {settings.Whole(SettingTable.Channels)} live calls; a new business: {business.Slots} slots; API: {settings.Whole(SettingTable.RequestsPerSecond)} requests a second and key");
        return pace is null && _carrier is not CarrierOptions.Simulated ? Fail(detail, "set CARRIER_DIALS_PER_SECOND to what the carrier grants your account") : Pass(detail);
    }

    private ProductionPoint Tls()
    {
        if (settings.Text(SettingTable.PublicUrl) is not { } text)
        {
            return _carrier is CarrierOptions.Twilio or CarrierOptions.Plivo or CarrierOptions.SignalWire ? Fail("PUBLIC_URL is not set", "set it to the https address of the proxy in front of this process")
                : NotProvable("PUBLIC_URL is not set", "let a proxy with TLS stand in front of HOST and PORT");
        }

        var url = new Uri(PublicUrl.Parse(text).ToString());
        if (url.Scheme != "https") return Fail($"PUBLIC_URL is {url}: webhooks and their tokens travel in the clear", "set up TLS and use https in PUBLIC_URL");
        if (PublicUrlProbe.IsPrivate(url)) return Fail($"PUBLIC_URL {url} is in a private network, which no carrier reaches", "use the public address");
        if (IsPostgres)
        {
            return PostgresReader.Read(settings) is { } postgres && PostgresPersistence.IsOpen(postgres)
                ? Fail($"{url} has TLS; the connection to PostgreSQL may have none", "add sslmode=verify-full to POSTGRES_URL, or keep PostgreSQL in a private network and check this point by hand") : Pass($"{url}");
        }

        bool isRedisOpen = IsCluster && RedisReader.Read(settings) is { Ssl: false } redis && redis.EndPoints.Any(end => end.ToString() is { } host && !host.Contains("localhost", StringComparison.Ordinal) && !host.Contains("127.0.0.1", StringComparison.Ordinal));
        return isRedisOpen ? Fail($"{url} has TLS; the connection to Redis has none", "use rediss:// in REDIS_URL, or keep Redis in a private network and check this point by hand") : Pass($"{url}");
    }

    private ProductionPoint Logging()
    {
        LogOptions log = LogReader.Read(settings, LogLevel.Information, context.IsErrorTerminal);
        if (log.Level > LogLevel.Information) return Fail($"LOG_LEVEL is {log.Level}: the course of calls is not logged".ToLowerInvariant(), "set LOG_LEVEL to information");
        string where = log.File is { } file ? $"JSON lines in {Path.GetFullPath(file)}" : $"{(log.IsJson ? "JSON lines" : "text")} on standard error";
        return Pass($"level {log.Level.ToString().ToLowerInvariant()}, {where}");
    }

    private static ProductionPoint Pass(string detail) => new("", PointResult.Pass, detail);

    private static ProductionPoint Fail(string detail, string toDo) => new("", PointResult.Fail, detail, toDo);

    private static ProductionPoint NotProvable(string detail, string toDo) => new("", PointResult.NotProvable, detail, toDo);
}
