using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using CallQueue.Configuration;
using StackExchange.Redis;

namespace CallQueue.Redis;

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

    private RedisServer(int port) => Port = port;

    public int Port { get; }

    /// <summary>As a silo would have it from its environment.</summary>
    public ConfigurationOptions Configuration => RedisReader.Read(SettingSources.Read(
        new Dictionary<string, string> { ["REDIS_URL"] = $"redis://127.0.0.1:{Port.ToString(CultureInfo.InvariantCulture)}" }, new Dictionary<Setting, SettingValue>(), usualSecrets: null));

    public static async Task<RedisServer> StartAsync()
    {
        var server = new RedisServer(FreePort.Next());
        await server.RunAsync();
        return server;
    }

    /// <summary>Starts it, over what it had; once it answers.</summary>
    public async Task RunAsync()
    {
        var start = new ProcessStartInfo(Executable ?? throw new InvalidOperationException("redis-server is not installed")) { RedirectStandardOutput = true, WorkingDirectory = _folder };
        string[] arguments =
        [
            "--port", Port.ToString(CultureInfo.InvariantCulture), "--bind", "127.0.0.1", "--dir", _folder, "--save", "",
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
        return await connection.GetDatabase().ExecuteAsync(command, arguments);
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
            NetworkStream stream = socket.GetStream();
            await stream.WriteAsync("PING\r\n"u8.ToArray());
            byte[] answer = new byte[5];
            await stream.ReadExactlyAsync(answer);
            return answer.AsSpan().SequenceEqual("+PONG"u8); // Not while it loads what it had.
        }
        catch (Exception e) when (e is SocketException or IOException)
        {
            return false;
        }
    }
}
