using CallQueue.Composition.Signals;
using Spectre.Console;

namespace CallQueue.Composition;

/// <summary>A command's connections to the outside world that nobody looks at.</summary>
internal static class SomeContext
{
    public static CommandContext Of() =>
        new(AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(TextWriter.Null) }), TextWriter.Null, new Dictionary<string, string>(), TimeProvider.System, new Interrupts()) { UsualSecrets = null };
}
