using System.CommandLine;
using System.CommandLine.Invocation;
using System.Text.Json;
using System.Text.Json.Nodes;
using CallQueue.Commands;
using CallQueue.Composition;
using CallQueue.Composition.Signals;
using Spectre.Console;

namespace CallQueue.Documents;

/// <summary>Checks what can be checked of a command without running it: options of callqueue and curl, JSON, sub-commands of our scripts, paths.</summary>
internal sealed class LookedAtCommands : IDisposable
{
    private static readonly string[] Folders = ["src/", "tests/", "tools/", "deploy/", "samples/", "docs/"];

    private readonly Interrupts _interrupts = new();
    private readonly RootCommand _root;

    public LookedAtCommands() => _root = CallQueueCommands.Build(new CommandContext(AnsiConsole.Console, TextWriter.Null, new Dictionary<string, string>(), TimeProvider.System, _interrupts));

    /// <summary>What is wrong with a block's commands.</summary>
    public IReadOnlyList<string> Problems(Fence block) =>
        [.. new ShellReader(block.Text, _ => null, isLenient: true).ReadAll().SelectMany(command => Problems(command).Select(problem => $"{block.Page}:{block.Line + command.Line}: {problem}"))];

    private List<string> Problems(ShellCommand command)
    {
        if (command.Words.Count == 0) return [];
        List<string> problems = [.. command.Words.Select(word => word.TrimStart('.', '/')).Where(word => IsMissing(word)).Select(word => $"there is no {word}")];
        if (command.CallQueueArguments() is { } args && args is not ["--help"] && _root.Parse(args) is { Action: ParseErrorAction, Errors: var errors })
            problems.AddRange(errors.Select(error => error.Message));
        if (command.Words[0].EndsWith("tools/cluster.sh", StringComparison.Ordinal) && command.Words.ElementAtOrDefault(1) is { } sub && !ClusterSubCommands().Contains(sub))
            problems.Add($"tools/cluster.sh has no sub-command '{sub}'");
        if (command.Words[0] == "curl" && FindProblem(command) is { } problem) problems.Add(problem);
        if (command.Words is [['.', '/', .. var script], ..] && !File.Exists(Pages.PathOf(script))) problems.Add($"there is no {script}");
        return problems;
    }

    public void Dispose() => _interrupts.Dispose();

    private static string? FindProblem(ShellCommand curl)
    {
        try
        {
            CurlRequest request = CurlRequest.Read(curl.Words, Pages.Root);
            if (request.Body is { } body && request.Headers.Contains(("Content-Type", "application/json"))) JsonNode.Parse(body);
            return null;
        }
        catch (Exception e) when (e is FormatException or JsonException or IOException)
        {
            return e.Message;
        }
    }

    // A name with a placeholder in it is the reader's business, and so is a bin folder before the first build.
    private static bool IsMissing(string word) =>
        Folders.Any(folder => word.StartsWith(folder, StringComparison.Ordinal)) && word.IndexOfAny(['*', '$', '…', ':', '=']) < 0 && !word.Contains("/bin/", StringComparison.Ordinal)
        && !File.Exists(Pages.PathOf(word)) && !Directory.Exists(Pages.PathOf(word));

    /// <summary>The words that its usage shows behind its name.</summary>
    private static HashSet<string> ClusterSubCommands() =>
        [.. File.ReadAllText(Pages.PathOf("tools/cluster.sh")).Split("tools/cluster.sh ").Skip(1).Select(usage => new string([.. usage.TakeWhile(c => char.IsAsciiLetterLower(c) || c == '-')]))];
}
