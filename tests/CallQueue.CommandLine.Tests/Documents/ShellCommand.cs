using System.Globalization;
using System.Text.RegularExpressions;

namespace CallQueue.Documents;

/// <summary>One command of a block, as a shell reads it.</summary>
/// <param name="Line">Its line in the block, counted from 1.</param>
/// <param name="Variables">Assignments before the command's name.</param>
/// <param name="Words">The command's name and its arguments; empty when there are only assignments.</param>
/// <param name="Output">The file that its output goes to; null: none.</param>
/// <param name="IsPiped">Its output is the next command's input.</param>
/// <param name="Comment">What follows a # at the end of its line. "404" and "exit 2" state what is expected of it.</param>
internal sealed partial record ShellCommand(
    int Line, IReadOnlyDictionary<string, string> Variables, IReadOnlyList<string> Words, string? Output, bool IsPiped, string Comment)
{
    /// <summary>The HTTP status that is expected; null: any 2xx.</summary>
    public int? Status => Statuses().Match(Comment) is { Success: true } match ? int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : null;

    /// <summary>The exit code that is expected.</summary>
    public int ExitCode => Exits().Match(Comment) is { Success: true } match ? int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : 0;

    /// <summary>The arguments for callqueue, whichever way it is started; null when this is another command.</summary>
    public IReadOnlyList<string>? CallQueueArguments()
    {
        if (Words is ["callqueue", ..]) return [.. Words.Skip(1)];
        if (Words is not ["dotnet", "run", ..] || !Words.Contains("src/CallQueue")) return null;
        return [.. Words.SkipWhile(word => word != "--").Skip(1)];
    }

    [GeneratedRegex(@"^([2-5]\d\d)\b")]
    private static partial Regex Statuses();

    [GeneratedRegex(@"^exit (\d+)\b")]
    private static partial Regex Exits();
}
