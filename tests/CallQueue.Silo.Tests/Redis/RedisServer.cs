using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using CallQueue.Configuration;
using StackExchange.Redis;

namespace CallQueue.Redis;

/// <summary>What a test's Redis asks of its clients.</summary>
internal sealed record RedisDemands
{
    public const string User = "app";

    public const string Password = "p@ss/w:rd";

    /// <summary>A user and password, and, as at a managed service, no administrative command.</summary>
    public bool IsManaged { get; init; }

    /// <summary>TLS, with a certificate of the test's own.</summary>
    public TestCertificate? Certificate { get; init; }

    /// <summary>It is a node of a Redis Cluster.</summary>
    public bool IsNode { get; init; }
}

/// <summary>A Redis of its own for a test: on a free port of this machine, with its append-only file in a folder that goes with it.</summary>
internal sealed class RedisServer : IAsyncDisposable
{
    /// <summary>Where redis-server is; null when it is not installed.</summary>
    public static readonly string? Executable = (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, "redis-server"))
        .FirstOrDefault(File.Exists);

    private readonly string _folder = Directory.CreateTempSubdirectory("callqueue-redis-").FullName;
    private Process? _process;

    private readonly RedisDemands _demands;

    private RedisServer(int port, RedisDemands demands) => (Port, _demands) = (port, demands);

    public int Port { get; }

    /// <summary>The address as a person would set it.</summary>
    public string Url => string.Create(
        CultureInfo.InvariantCulture,
        $"{(_demands.Certificate is null ? "redis" : "rediss")}://{(_demands.IsManaged ? $"{RedisDemands.User}:{Uri.EscapeDataString(RedisDemands.Password)}@" : "")}127.0.0.1:{Port}");

    /// <summary>As a silo would have it from its environment.</summary>
    public ConfigurationOptions Configuration
    {
        get
        {
            ConfigurationOptions options = RedisReader.Read(SettingSources.Read(
                new Dictionary<string, string> { ["REDIS_URL"] = Url }, new Dictionary<Setting, SettingValue>(), usualSecrets: null));
            if (_demands.Certificate is { } certificate) options.TrustIssuer(certificate.File);
            return options;
        }
    }

    public static async Task<RedisServer> StartAsync(RedisDemands? demands = null)
    {
        var server = new RedisServer(FreePort.Next(), demands ?? new RedisDemands());
        await server.RunAsync();
        return server;
    }

    /// <summary>Starts it, over what it had; once it answers.</summary>
    public async Task RunAsync()
    {
        var start = new ProcessStartInfo(Executable ?? throw new InvalidOperationException("redis-server is not installed")) { RedirectStandardOutput = true, WorkingDirectory = _folder };
        string port = Port.ToString(CultureInfo.InvariantCulture);
        string[] arguments =
        [
            .. _demands.Certificate is { } certificate
                ? (string[])["--port", "0", "--tls-port", port, "--tls-cert-file", certificate.File, "--tls-key-file", certificate.KeyFile, "--tls-auth-clients", "no"]
                : ["--port", port],
            .. _demands.IsManaged
                ? (string[])["--user", "default", "off", "--user", RedisDemands.User, "on", $">{RedisDemands.Password}", "~*", "&*", "+@all", "-@admin", "-keys", "-flushall", "-flushdb"]
                : [],
            .. _demands.IsNode ? (string[])["--cluster-enabled", "yes", "--cluster-config-file", "nodes.conf"] : [],
            "--bind", "127.0.0.1", "--dir", _folder, "--save", "",
            "--appendonly", "yes", "--appendfsync", "everysec", "--maxmemory-policy", "noeviction",
        ];
        foreach (string argument in arguments) start.ArgumentList.Add(argument);
        _process = Process.Start(start)!;
        _process.BeginOutputReadLine(); // Or the pipe fills up and Redis waits.
        await Eventually.BeAsync(AnswersAsync, "Redis answers");
    }

    /// <summary>As kill -9.</summary>
    public async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
    }

    public async Task<RedisResult> ExecuteAsync(string command, params object[] arguments)
    {
        ConfigurationOptions options = Configuration;
        options.AllowAdmin = true;
        await using ConnectionMultiplexer connection = await ConnectionMultiplexer.ConnectAsync(options);
        return await connection.GetServer(IPAddress.Loopback, Port).ExecuteAsync(command, arguments); // Not whichever node of a cluster.
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false }) await KillAsync();
        _process?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<bool> AnswersAsync()
    {
        using var socket = new TcpClient();
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, Port);
            if (_demands.Certificate is not null) return true;
            NetworkStream stream = socket.GetStream();
            await stream.WriteAsync("PING\r\n"u8.ToArray());
            byte[] answer = new byte[5];
            await stream.ReadExactlyAsync(answer);
            return answer.AsSpan().SequenceEqual("+PONG"u8) || answer.AsSpan().SequenceEqual("-NOAU"u8); // Not while it loads what it had.
        }
        catch (Exception e) when (e is SocketException or IOException)
        {
            return false;
        }
    }
}
