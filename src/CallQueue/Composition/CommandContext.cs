using CallQueue.Composition.Signals;
using CallQueue.Configuration;
using CallQueue.Validation;
using Spectre.Console;

namespace CallQueue.Composition;

/// <summary>A command's connections to the outside world; tests provide their own.</summary>
/// <param name="Console">Standard output.</param>
/// <param name="Error">Standard error: error messages and log lines.</param>
/// <param name="Environment">The environment variables.</param>
/// <param name="Time">The clock.</param>
/// <param name="Interrupts">Ctrl-C and termination.</param>
internal sealed record CommandContext(
    IAnsiConsole Console, TextWriter Error, IReadOnlyDictionary<string, string> Environment, TimeProvider Time, Interrupts Interrupts)
{
    /// <summary>Whether standard error is a terminal: log lines are for a person.</summary>
    public bool IsErrorTerminal { get; init; }

    /// <summary>The folder of mounted secrets, if no setting names one; null: none.</summary>
    public string? UsualSecrets { get; init; } = SettingSources.UsualSecrets;

    /// <summary>Whether standard output is a terminal, so that progress may be redrawn in place.</summary>
    public bool IsTerminal => Console.Profile.Capabilities.Interactive && Console.Profile.Out.IsTerminal;

    /// <summary>Writes a line of plain text: brackets are not markup, and long lines are not broken.</summary>
    public void Say(string line = "")
    {
        Console.Profile.Out.Writer.WriteLine(SafeText.Escaped(line, keepsLines: true));
        Console.Profile.Out.Writer.Flush();
    }

    /// <summary>Writes a line to standard error.</summary>
    public void SayError(string line)
    {
        Error.WriteLine(SafeText.Escaped(line, keepsLines: true));
        Error.Flush();
    }

    /// <summary>Writes a line above the live display, which is redrawn below it.</summary>
    public void SayAboveDisplay(string line) => Console.WriteLine(SafeText.Escaped(line, keepsLines: true));
}
