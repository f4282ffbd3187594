using System.Globalization;
using System.Text.RegularExpressions;

namespace CallQueue.Documents;

/// <summary>
/// A reader who works through a page from top to bottom: in an empty folder with our samples, with programs of our own and
/// one server at a time. Calls are simulated.
/// </summary>
internal sealed partial class PageScene : IAsyncDisposable
{
    private static readonly string[] NeedTheFolderAlone = ["dial", "export", "import", "plan", "selftest"];
    private static readonly string[] Carriers = ["CALL_CARRIER", "TWILIO", "PLIVO", "CALLKARO"];

    /// <summary>What the pages write for the address of the server.</summary>
    private const string PageServer = "http://localhost:8000";

    private readonly string _folder = Directory.CreateTempSubdirectory("callqueue-page-").FullName;
    private readonly Dictionary<string, string> _variables = [];
    private readonly PageClient _client = new();
    private ChildProcess? _server;
    private string? _key;
    private string? _keyId;

    public PageScene()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "samples"));
        foreach (string file in Directory.EnumerateFiles(Pages.PathOf("samples"))) File.Copy(file, Path.Combine(_folder, "samples", Path.GetFileName(file)));
    }

    /// <summary>What the last command printed or was answered.</summary>
    public string Said { get; private set; } = "";

    public void Save(string name, string text) => File.WriteAllText(Path.Combine(_folder, name), text);

    /// <summary>Runs the commands of a block. Whatever goes otherwise than the page says is an exception.</summary>
    public async Task RunAsync(Fence block)
    {
        foreach (ShellCommand command in new ShellReader(block.Text, name => _variables.GetValueOrDefault(name)).ReadAll())
        {
            try
            {
                await RunAsync(command);
            }
            catch (Exception e) when (e is FormatException or InvalidOperationException or IOException)
            {
                throw new PageException($"{block.Page}:{block.Line + command.Line}: {e.Message}", e);
            }
        }
    }

    /// <summary>How the page's JSON differs from the last answer; null: not at all. What may still come of a call is waited for.</summary>
    public Task<string?> FindDifferenceAsync(Fence json) => _client.FindDifferenceAsync(json.Text, json.IsExcerpt);

    public async ValueTask DisposeAsync()
    {
        await StopServerAsync();
        _client.Dispose();
        try
        {
            Directory.Delete(_folder, recursive: true);
        }
        catch (IOException)
        {
            // Windows keeps the files of an ended process for a moment; the system's temporary folder takes care of them.
        }
    }

    private async Task RunAsync(ShellCommand command)
    {
        if (command.IsPiped) throw new FormatException("a pipe is not supported in commands that are run");
        ShellCommand ready = command with { Words = [.. command.Words.Select(Fill)] };
        if (ready.Words.Count == 0) Assign(command.Variables.Select(variable => $"{variable.Key}={Fill(variable.Value)}"));
        else if (ready.CallQueueArguments() is { } args) await CallQueueAsync(args, ready);
        else if (ready.Words[0] == "curl") await CurlAsync(ready);
        else if (ready.Words[0] == "export") Assign(ready.Words.Skip(1));
        else throw new FormatException($"'{ready.Words[0]}' is a command that the test of the pages can't run; mark the block no-run with a reason");
        if (ready.Output is { } file) Save(file, Said);
    }

    private void Assign(IEnumerable<string> assignments)
    {
        foreach (string[] assignment in assignments.Select(text => text.Split('=', 2)))
        {
            _variables[assignment[0]] = assignment.Length == 2 ? assignment[1] : throw new FormatException($"{assignment[0]} has no value");
        }
    }

    /// <summary>Replaces a placeholder of the page by what a command has printed.</summary>
    private string Fill(string word)
    {
        if (word.Contains("cq_…", StringComparison.Ordinal)) return word.Replace("cq_…", _key ?? throw new FormatException("no key was created before"), StringComparison.Ordinal);
        return word == "KEY_ID" ? _keyId ?? throw new FormatException("no key was created before") : word;
    }

    private async Task CallQueueAsync(IReadOnlyList<string> args, ShellCommand command)
    {
        if (args.Count == 0 || args[0] == "serve")
        {
            await StartServerAsync(args.Skip(1), command.Variables);
            Said = _server!.Output;
            return;
        }

        bool isServed = args.Contains("--server");
        if (NeedTheFolderAlone.Contains(args[0]) && !isServed) await StopServerAsync();
        // Nobody waits for simulated people to talk.
        string[] faster = args[0] == "dial" && !isServed && !args.Contains("--speed") ? ["--speed", "200"] : [];
        using ChildProcess process = Start([.. args.Select(arg => arg == PageServer ? _client.Server!.ToString() : arg), .. faster], command.Variables);
        int code = await process.EndAsync();
        Said = process.Output;
        if (code != command.ExitCode) throw new InvalidOperationException($"it ended with {code}, not {command.ExitCode}:\n{Said}");
        if (KeyText().Match(Said) is { Success: true } key) _key = key.Value;
        if (KeyIdText().Match(Said) is { Success: true } id) _keyId = id.Value;
    }

    private async Task CurlAsync(ShellCommand command)
    {
        // A page that shows a request alone has a server in mind that was started before, without keys unless it has created one.
        if (_server is null) await StartServerAsync(_key is null ? ["--no-keys"] : [], command.Variables);
        (int status, Said) = await _client.SendAsync(CurlRequest.Read(command.Words, _folder));
        bool isExpected = command.Status is { } expected ? status == expected : status is >= 200 and < 300;
        if (!isExpected) throw new InvalidOperationException($"the answer's status is {status}, not {command.Status?.ToString(CultureInfo.InvariantCulture) ?? "2xx"}: {Said}");
    }

    private async Task StartServerAsync(IEnumerable<string> args, IReadOnlyDictionary<string, string> variables)
    {
        await StopServerAsync();
        var kept = args.ToList();
        if (kept.IndexOf("--port") is >= 0 and var port) kept.RemoveRange(port, 2);
        // With a key it would listen on all addresses of this machine.
        string[] local = kept.Contains("--host") ? [] : ["--host", "127.0.0.1"];
        _server = Start(["serve", .. kept, .. local, "--port", "0"], variables);
        await _server.SaysAsync("http://127.0.0.1:");
        _client.Server = new Uri(Address().Match(_server.Output).Value);
    }

    private async Task StopServerAsync()
    {
        if (_server is null) return;
        if (OperatingSystem.IsWindows()) await _server.KillAsync();
        else await _server.SignalAsync("TERM");
        await _server.EndAsync();
        _server.Dispose();
        _server = null;
    }

    private ChildProcess Start(string[] args, IReadOnlyDictionary<string, string> variables)
    {
        // Credentials of this machine are not passed on, and a page can't set any: so calls are simulated.
        var environment = new Dictionary<string, string>(_variables);
        foreach ((string name, string value) in variables) environment[name] = value;
        if (environment.Keys.FirstOrDefault(IsOfCarrier) is { } credential) throw new FormatException($"{credential} would phone real people; mark the block no-run");
        return ChildProcess.StartIn(_folder, "callqueue.dll", environment, args);
    }

    private static bool IsOfCarrier(string variable) => Carriers.Any(carrier => variable.StartsWith(carrier, StringComparison.Ordinal));

    [GeneratedRegex("cq_[0-9A-Za-z_-]{16,}")]
    private static partial Regex KeyText();

    [GeneratedRegex(@"\b[0-9a-f]{24}\b")]
    private static partial Regex KeyIdText();

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+")]
    private static partial Regex Address();
}
