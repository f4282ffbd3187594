using CallQueue.Commands;
using CallQueue.Composition;
using CallQueue.Composition.Signals;
using Spectre.Console;

namespace CallQueue;

/// <summary>One command in this process, with an environment of its own.</summary>
internal sealed class InProcess : IDisposable
{
    private readonly StringWriter _out = new();
    private readonly StringWriter _error = new();

    public Dictionary<string, string> Environment { get; init; } = [];

    public Interrupts Interrupts { get; } = new();

    public string Out => Copy(_out);

    public string Error => Copy(_error);

    public static async Task<(ExitCode Code, string Out, string Error)> RunAsync(params string[] args)
    {
        using var command = new InProcess();
        ExitCode code = await command.StartAsync(args);
        return (code, command.Out, command.Error);
    }

    public Task<ExitCode> StartAsync(params string[] args)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(TextWriter.Synchronized(_out)),
        });
        var context = new CommandContext(console, TextWriter.Synchronized(_error), Environment, TimeProvider.System, Interrupts) { UsualSecrets = null };
        return CallQueueCommands.RunAsync(args, context);
    }

    public void Dispose()
    {
        Interrupts.Dispose();
        _out.Dispose();
        _error.Dispose();
    }

    private static string Copy(StringWriter writer)
    {
        lock (writer) return writer.ToString();
    }
}
