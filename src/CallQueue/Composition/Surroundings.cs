using CallQueue.Composition.Signals;
using Spectre.Console;

namespace CallQueue.Composition;

/// <summary>The environment of a command, which tests replace.</summary>
/// <param name="Console">Standard output.</param>
/// <param name="Error">Standard error: what went wrong, and log lines.</param>
/// <param name="Variable">An environment variable by name; null when not set.</param>
/// <param name="Time">The clock.</param>
/// <param name="Interrupts">Ctrl-C and termination.</param>
internal sealed record Surroundings(
    IAnsiConsole Console, TextWriter Error, Func<string, string?> Variable, TimeProvider Time, Interrupts Interrupts)
{
    /// <summary>Whether standard output is a terminal, where progress may be redrawn in place.</summary>
    public bool IsTerminal => Console.Profile.Capabilities.Interactive && Console.Profile.Out.IsTerminal;

    /// <summary>A variable's text; null when it is not set or blank.</summary>
    public string? Text(string variable) => Variable(variable)?.Trim() is { Length: > 0 } text ? text : null;

    /// <summary>Prints a line of plain text: brackets are not markup, and long lines are not wrapped.</summary>
    public void Say(string line = "")
    {
        Console.Profile.Out.Writer.WriteLine(line);
        Console.Profile.Out.Writer.Flush();
    }
}
