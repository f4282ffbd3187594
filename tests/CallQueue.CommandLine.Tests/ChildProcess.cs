using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace CallQueue;

/// <summary>A built executable in a process of its own, that may be killed.</summary>
internal sealed class ChildProcess : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);
    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly List<(string Text, TaskCompletionSource Seen)> _awaited = [];

    private ChildProcess(Process process) => _process = process;

    public static ChildProcess Dial(IReadOnlyDictionary<string, string>? environment, params string[] args) =>
        Start("callqueue.dll", environment, args);

    public static ChildProcess Start(string assembly, IReadOnlyDictionary<string, string>? environment, params string[] args) =>
        StartIn(Path.GetTempPath(), assembly, environment, args);

    /// <summary>The same, with <paramref name="folder"/> as its working directory.</summary>
    public static ChildProcess StartIn(string folder, string assembly, IReadOnlyDictionary<string, string>? environment, params string[] args)
    {
        string dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        var start = new ProcessStartInfo(OperatingSystem.IsWindows() ? dotnet : "perl")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        // Under nohup, and behind a shell's &, SIGINT is ignored, and children inherit that. Perl is on every Unix and can undo it.
        foreach (string arg in (string[])(OperatingSystem.IsWindows() ? [] : ["-e", "$SIG{INT} = 'DEFAULT'; exec { $ARGV[0] } @ARGV", dotnet])) start.ArgumentList.Add(arg);
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, assembly));
        foreach (string arg in args) start.ArgumentList.Add(arg);
        foreach (string name in (string[])["TWILIO_ACCOUNT_SID", "PLIVO_AUTH_ID", "CALLKARO_API_KEY", "CALL_CARRIER", "CALLQUEUE_DATA", "HOST", "PORT", "PUBLIC_URL", "CALL_LOG_POSTGRES", "DATABASE_URL"]) start.Environment.Remove(name);
        foreach ((string name, string value) in environment ?? new Dictionary<string, string>()) start.Environment[name] = value;
        var child = new ChildProcess(new Process { StartInfo = start });
        child.Begin();
        return child;
    }

    public string Output
    {
        get
        {
            lock (_output) return _output.ToString();
        }
    }

    /// <summary>Once <paramref name="text"/> was written.</summary>
    public async Task SaysAsync(string text)
    {
        Task seen;
        lock (_output)
        {
            if (_output.ToString().Contains(text, StringComparison.Ordinal)) return;
            var source = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _awaited.Add((text, source));
            seen = source.Task;
        }

        Task ended = _process.WaitForExitAsync();
        await Task.WhenAny(seen, ended).WaitAsync(Limit, TimeProvider.System);
        if (!seen.IsCompleted && !Output.Contains(text, StringComparison.Ordinal)) throw new InvalidOperationException($"It ended without saying '{text}':\n{Output}");
    }

    public async Task<int> EndAsync(TimeSpan? limit = null)
    {
        try
        {
            await _process.WaitForExitAsync().WaitAsync(limit ?? Limit, TimeProvider.System);
        }
        catch (TimeoutException)
        {
            throw new InvalidOperationException($"It did not end:\n{Output}");
        }

        return _process.ExitCode;
    }

    /// <summary>As kill -9.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Sends a signal by its name; not on Windows.</summary>
    public async Task SignalAsync(string name)
    {
        using Process kill = Process.Start("kill", [$"-{name}", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    public bool HasEnded => _process.HasExited;

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
    }

    private void Begin()
    {
        _process.OutputDataReceived += (_, line) => Heard(line.Data);
        _process.ErrorDataReceived += (_, line) => Heard(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    private void Heard(string? line)
    {
        if (line is null) return;
        lock (_output)
        {
            _output.AppendLine(line);
            foreach ((_, TaskCompletionSource seen) in _awaited.Where(awaited => line.Contains(awaited.Text, StringComparison.Ordinal))) seen.TrySetResult();
        }
    }
}
