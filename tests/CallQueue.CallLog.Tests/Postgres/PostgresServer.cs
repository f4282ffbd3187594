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
    private readonly int _port = FreePort();
    private Process? _process;

    /// <summary>The folder of initdb and postgres; null when they are not installed.</summary>
    public static string? Programs { get; } = Find();

    public string Url => $"postgres://app:{Uri.EscapeDataString(Password)}@127.0.0.1:{_port}/{Database}";

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
        Admin = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder { Host = "127.0.0.1", Port = _port, Username = "admin", Password = Password, Database = "postgres", Pooling = false }.ToString());
        await ExecuteAsync(Admin, $"create role app login password '{Password}'");
        await ExecuteAsync(Admin, $"create database {Database} owner app");
    }

    public async Task DisposeAsync()
    {
        if (_process is not null) await StopAsync();
        if (Admin is not null) await Admin.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Starts it; completes when it takes connections.</summary>
    public async Task StartAsync()
    {
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var said = new StringBuilder();
        _process = Prepare(Path.Combine(Programs!, "postgres"),
            ["-D", Data, "-p", _port.ToString(CultureInfo.InvariantCulture), "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=", "-c", "fsync=off", "-c", "lc_messages=C"], asNobody: true);
        _process.ErrorDataReceived += (_, line) =>
        {
            said.AppendLine(line.Data);
            if (line.Data?.Contains("ready to accept connections", StringComparison.Ordinal) == true) ready.TrySetResult();
            if (line.Data is null) ready.TrySetException(new InvalidOperationException($"PostgreSQL did not start:\n{said}"));
        };
        _process.Start();
        _process.BeginErrorReadLine();
        await ready.Task.WaitAsync(Limit, TimeProvider.System);
    }

    /// <summary>Stops it at once: connections are cut off.</summary>
    public async Task StopAsync()
    {
        await RunAsync("kill", ["-INT", _process!.Id.ToString(CultureInfo.InvariantCulture)], asNobody: false);
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
