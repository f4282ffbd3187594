using System.Text;
using CallQueue.Commands;
using CallQueue.Composition;
using CallQueue.Composition.Signals;
using Spectre.Console;

namespace CallQueue;

/// <summary>One command in this process, with an environment of its own.</summary>
internal sealed class InProcess : IDisposable
{
    private readonly SharedText _out = new();
    private readonly SharedText _error = new();

    public Dictionary<string, string> Environment { get; init; } = [];

    public Interrupts Interrupts { get; } = new();

    public string Out => _out.Copy();

    public string Error => _error.Copy();

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
            Out = new AnsiConsoleOutput(_out.Writer),
        });
        var context = new CommandContext(console, _error.Writer, Environment, TimeProvider.System, Interrupts) { UsualSecrets = null };
        return CallQueueCommands.RunAsync(args, context);
    }

    public void Dispose()
    {
        Interrupts.Dispose();
    }

    /// <summary>Text that one thread reads while others write it: a synchronized writer locks itself, and so does who reads.</summary>
    private sealed class SharedText
    {
        private readonly StringBuilder _text = new();

        public SharedText() => Writer = TextWriter.Synchronized(new StringWriter(_text));

        public TextWriter Writer { get; }

        public string Copy()
        {
            lock (Writer) return _text.ToString();
        }
    }
}
