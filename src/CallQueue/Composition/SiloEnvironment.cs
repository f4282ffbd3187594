using System.Net;
using CallQueue.Access;
using CallQueue.Businesses;
using CallQueue.CallLog;
using CallQueue.Carriers;
using CallQueue.Carriers.Simulated;
using CallQueue.Cluster;
using CallQueue.Outgoing;
using StackExchange.Redis;

namespace CallQueue.Composition;

/// <summary>Reads <see cref="SiloSettings"/> from environment variables. `--help` and the README list them.</summary>
internal static class SiloEnvironment
{
    private const int DefaultPort = 8000;
    private static readonly TimeSpan RedisTimeout = TimeSpan.FromSeconds(5);

    /// <param name="variable">Gives a variable's value by name; null or empty: not set.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="SettingException">A variable is missing or wrong; the message names it.</exception>
    public static SiloSettings Read(Func<string, string?> variable, TimeProvider time)
    {
        var read = new Variables(variable);
        AccessOptions access = AccessEnvironment.Read(name => read[name], localToken: null, out string? problem) ?? throw new SettingException($"{problem}.");
        CarrierChoice.Chosen carrier = Carrier(read, time);
        RehearsalKey.Refuse(access, carrier.Kind);
        return new SiloSettings
        {
            Role = Role(read),
            ServiceId = read.Id("CALLQUEUE_SERVICE_ID", "callqueue"),
            ClusterId = read.Id("CALLQUEUE_CLUSTER_ID", "callqueue"),
            SiloName = read.Id("SILO_NAME", Environment.MachineName),
            SiloAddress = read.Address("SILO_ADDRESS", IPAddress.Loopback),
            SiloPort = read.Whole("SILO_PORT", 1, 65_535, 11_111),
            GatewayPort = read.Whole("SILO_GATEWAY_PORT", 1, 65_535, 30_000),
            Listen = Listen(read, access.OperatorKey is not null),
            Redis = Redis(read),
            Access = access,
            ShutdownLimit = TimeSpan.FromSeconds(read.Whole("SHUTDOWN_SECONDS", 1, 3_600, 25)),
            PublicUrl = read.Text("PUBLIC_URL"),
            Carrier = carrier,
            Options = Options(read, carrier.Carrier.Name),
            Outgoing = Outgoing(read),
            CallLog = CallLog(read),
        };
    }

    private static OutgoingPolicy Outgoing(Variables read) =>
        OutgoingPolicy.Parse(read[OutgoingPolicy.Variable], out string? problem) ?? throw new SettingException($"{problem}.");

    /// <summary>Redis by <c>REDIS_URL</c>, else by its parts.</summary>
    /// <exception cref="SettingException">A variable is wrong.</exception>
    public static ConfigurationOptions Redis(Variables read)
    {
        ConfigurationOptions options = read.Text("REDIS_URL") is { } url ? FromUrl(url) : FromParts(read);
        // A client that starts before Redis waits for it, and reconnects after a lost connection.
        options.AbortOnConnectFail = false;
        options.ConnectTimeout = (int)RedisTimeout.TotalMilliseconds;
        options.AsyncTimeout = options.SyncTimeout = (int)RedisTimeout.TotalMilliseconds;
        options.ClientName = "callqueue";
        return options;
    }

    private static ConfigurationOptions FromUrl(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out Uri? parsed) || parsed.Scheme is not ("redis" or "rediss"))
            throw Variables.Wrong("REDIS_URL", "must look like redis://user:password@host:6379/0, or rediss:// for TLS");
        string[] user = parsed.UserInfo.Split(':', 2);
        var options = new ConfigurationOptions { Ssl = parsed.Scheme == "rediss" };
        options.EndPoints.Add(parsed.Host, parsed.Port > 0 ? parsed.Port : 6379);
        if (user.Length == 2) options.Password = Uri.UnescapeDataString(user[1]);
        if (user[0].Length > 0) options.User = Uri.UnescapeDataString(user[0]);
        if (parsed.AbsolutePath.Trim('/') is { Length: > 0 } text)
            options.DefaultDatabase = int.TryParse(text, out int database) ? database : throw Variables.Wrong("REDIS_URL", "must end in the number of a database, or have no path");
        return options;
    }

    private static ConfigurationOptions FromParts(Variables read)
    {
        var options = new ConfigurationOptions { Password = read.Text("REDIS_PASSWORD") };
        options.EndPoints.Add(read.Text("REDIS_HOST") ?? "localhost", read.Whole("REDIS_PORT", 1, 65_535, 6379));
        return options;
    }

    private static ServiceRole Role(Variables read) => read.Text("SERVICE_ROLE")?.ToUpperInvariant() switch
    {
        null or "ALL" => ServiceRole.All,
        "API" => ServiceRole.Api,
        "WORKER" => ServiceRole.Worker,
        "SCHEDULER" => ServiceRole.Scheduler,
        "CALLS" => ServiceRole.Calls,
        _ => throw Variables.Wrong("SERVICE_ROLE", "must be all, api, worker, scheduler or calls"),
    };

    private static IPEndPoint Listen(Variables read, bool hasKey)
    {
        IPAddress address = AccessEnvironment.Address(read.Text("HOST"), hasKey, out string? problem) ?? throw Variables.Wrong("HOST", problem!);
        return new IPEndPoint(address, read.Whole("PORT", 0, 65_535, DefaultPort));
    }

    private static CarrierChoice.Chosen Carrier(Variables read, TimeProvider time) => CarrierEnvironment.Read(name => read[name], new SimulatedOptions(), time) switch
    {
        CarrierChoice.Chosen { Simulated: null } chosen => chosen,
        CarrierChoice.Chosen => throw new SettingException(
            "A cluster requires TWILIO_ACCOUNT_SID, PLIVO_AUTH_ID or CALLKARO_API_KEY with its other settings: the simulated carrier runs in a single process and loses its calls when that process ends."
            + " For a rehearsal set TWILIO_BASE_URL to a carrier lab, as tools/cluster.sh does."),
        CarrierChoice.Refused refused => throw new SettingException(refused.Problem.TrimEnd('.') + "."),
        _ => throw new ArgumentOutOfRangeException(nameof(read)),
    };

    private static CallLogConnection? CallLog(Variables read)
    {
        CallLogConnection? connection = CallLogConnection.Read(name => read[name], out string? problem);
        return problem is null ? connection : throw new SettingException($"{problem}.");
    }

    private static CallQueueOptions Options(Variables read, string carrier) => new()
    {
        TrunkLimits = TrunkEnvironment.Read(name => read[name], carrier, out string? problem) ?? throw new SettingException($"{problem}."),
        NewBusiness = ProfileEnvironment.Read(name => read[name], out string? wrong) ?? throw new SettingException($"{wrong}."),
        WakeInterval = ClusterProfile.WakeInterval,
    };
}
