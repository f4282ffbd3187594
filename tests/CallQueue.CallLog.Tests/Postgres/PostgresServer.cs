using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Npgsql;

namespace CallQueue.Postgres;

/// <summary>A PostgreSQL server of the tests' own on a port of 127.0.0.1, which may be stopped and started again.</summary>
public sealed class PostgresServer : IAsyncLifetime
{
    /// <summary>Has to be escaped in URLs.</summary>
    public const string Password = "p@ss/w:rd %1";

    private const string Database = "calls";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private readonly string _folder = Directory.CreateTempSubdirectory("callqueue-pg-").FullName;
    private readonly Dictionary<string, string> _settings = [];
    private readonly int _port = FreePort();
    private Process? _process;

    /// <summary>The folder of initdb and postgres; null when they are not installed.</summary>
    public static string? Programs { get; } = Find();

    public string Url => $"postgres://app:{Uri.EscapeDataString(Password)}@127.0.0.1:{_port}/{Database}";

    public int Port => _port;

    /// <summary>As the administrator.</summary>
    public NpgsqlDataSource Admin { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        if (Programs is null) return;
        string passwordFile = Path.Combine(_folder, "password");
        await File.WriteAllTextAsync(passwordFile, Password);
        if (IsRoot) await RunAsync("chown", ["-R", "nobody", _folder], asNobody: false);
        await RunAsync(Path.Combine(Programs, "initdb"), ["-D", Data, "-U", "admin", "-A", "scram-sha-256", "--pwfile", passwordFile, "-E", "UTF8", "--no-sync"]);
        await StartAsync();
        Admin = OpenAdmin();
        await ExecuteAsync(Admin, $"create role app login password '{Password}'");
        await ExecuteAsync(Admin, $"create database {Database} owner app");
    }

    public async Task DisposeAsync()
    {
        if (_process is not null) await StopAsync();
        if (Admin is not null) await Admin.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Starts it; completes when it takes connections, a standby read-only ones.</summary>
    public async Task StartAsync()
    {
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var said = new StringBuilder();
        _process = Prepare(Path.Combine(Programs!, "postgres"),
            ["-D", Data, "-p", _port.ToString(CultureInfo.InvariantCulture), "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=", "-c", "fsync=off", "-c", "lc_messages=C",
                .. _settings.SelectMany(setting => (string[])["-c", $"{setting.Key}={setting.Value}"])], asNobody: true);
        _process.ErrorDataReceived += (_, line) =>
        {
            said.AppendLine(line.Data);
            if (line.Data?.Contains("ready to accept", StringComparison.Ordinal) == true) ready.TrySetResult();
            if (line.Data is null) ready.TrySetException(new InvalidOperationException($"PostgreSQL did not start:\n{said}"));
        };
        _process.Start();
        _process.BeginErrorReadLine();
        await ready.Task.WaitAsync(Limit, TimeProvider.System);
    }

    /// <summary>Stops it at once: connections are cut off.</summary>
    public Task StopAsync() => EndAsync("INT");

    /// <summary>As a crash: nothing is written any more, and the next start recovers from the log.</summary>
    public Task CrashAsync() => EndAsync("QUIT");

    /// <summary>All its processes freeze, as on a machine that hangs.</summary>
    public Task FreezeAsync() => SignalAllAsync("STOP");

    public Task ThawAsync() => SignalAllAsync("CONT");

    /// <summary>A parameter of the server from its next start on.</summary>
    public void Set(string name, string value) => _settings[name] = value;

    /// <summary>A second server that follows this one, as a synchronous standby: from now on commits here wait for it.</summary>
    public async Task<PostgresServer> FollowAsync()
    {
        var standby = new PostgresServer();
        await RunAsync("rm", ["-rf", standby.Data], asNobody: false);
        if (IsRoot) await RunAsync("chown", ["-R", "nobody", standby._folder], asNobody: false);
        string primary = $"host=127.0.0.1 port={_port.ToString(CultureInfo.InvariantCulture)} user=admin password='{Password}' application_name=standby";
        await RunAsync(Path.Combine(Programs!, "pg_basebackup"), ["-D", standby.Data, "-R", "-X", "stream", "-c", "fast", "--no-sync", "-d", primary]);
        try
        {
            await standby.StartAsync();
        }
        catch
        {
            await standby.DisposeAsync();
            throw;
        }

        standby.Admin = standby.OpenAdmin();
        await ExecuteAsync(Admin, "alter system set synchronous_standby_names = 'standby'");
        await ExecuteAsync(Admin, "select pg_reload_conf()");
        return standby;
    }

    /// <summary>A standby becomes the primary.</summary>
    public async Task PromoteAsync()
    {
        await ExecuteAsync(Admin, "alter system set synchronous_standby_names = ''");
        await ExecuteAsync(Admin, "select pg_promote(true, 60)");
    }

    private NpgsqlDataSource OpenAdmin() =>
        NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder { Host = "127.0.0.1", Port = _port, Username = "admin", Password = Password, Database = "postgres", Pooling = false }.ToString());

    private async Task SignalAllAsync(string signal)
    {
        string id = _process!.Id.ToString(CultureInfo.InvariantCulture);
        await RunAsync("kill", [$"-{signal}", id], asNobody: false);
        await RunAsync("pkill", [$"-{signal}", "-P", id], asNobody: false);
    }

    private async Task EndAsync(string signal)
    {
        await SignalAllAsync("CONT"); // A frozen one would not end.
        await RunAsync("kill", [$"-{signal}", _process!.Id.ToString(CultureInfo.InvariantCulture)], asNobody: false);
        await _process.WaitForExitAsync().WaitAsync(Limit, TimeProvider.System);
        _process.Dispose();
        _process = null;
    }

    /// <summary>An empty database, for one test alone.</summary>
    public async Task<string> NewDatabaseAsync()
    {
        string name = $"calls_{Guid.NewGuid():N}";
        await ExecuteAsync(Admin, $"create database {name} owner app");
        return Url.Replace($"/{Database}", $"/{name}", StringComparison.Ordinal);
    }

    public static async Task ExecuteAsync(NpgsqlDataSource database, string sql)
    {
        await using NpgsqlCommand command = database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>The rows that <paramref name="sql"/> gives.</summary>
    public static async Task<List<object?[]>> QueryAsync(string url, string sql)
    {
        await using var database = NpgsqlDataSource.Create(CallLog.CallLogConnection.Parse(url)!.Text);
        await using NpgsqlCommand command = database.CreateCommand(sql);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync();
        List<object?[]> rows = [];
        while (await reader.ReadAsync()) rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? null : reader.GetValue(i))]);
        return rows;
    }

    private static bool IsRoot => Environment.UserName == "root";

    private string Data => Path.Combine(_folder, "data");

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string? Find()
    {
        if (OperatingSystem.IsWindows()) return null;
        string[] debian = Directory.Exists("/usr/lib/postgresql") ? [.. Directory.GetDirectories("/usr/lib/postgresql").Order(StringComparer.Ordinal).Reverse().Select(version => Path.Combine(version, "bin"))] : [];
        string[] path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return debian.Concat(path).FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "postgres")));
    }

    private static async Task RunAsync(string program, string[] args, bool asNobody = true)
    {
        using Process process = Prepare(program, args, asNobody);
        process.Start();
        Task<string> output = process.StandardOutput.ReadToEndAsync(), error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(Limit, TimeProvider.System);
        if (process.ExitCode != 0) throw new InvalidOperationException($"{program} failed:\n{await output}{await error}");
    }

    /// <summary>PostgreSQL refuses to run as root, which tests in containers often are.</summary>
    private static Process Prepare(string program, string[] args, bool asNobody)
    {
        string[] drop = asNobody && IsRoot ? ["setpriv", "--reuid", "nobody", "--regid", "nogroup", "--clear-groups"] : [];
        string[] all = [.. drop, program, .. args];
        return new Process { StartInfo = new ProcessStartInfo(all[0], all[1..]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/" } };
    }
}
