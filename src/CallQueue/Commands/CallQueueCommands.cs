using System.CommandLine;
using System.CommandLine.Invocation;
using System.ComponentModel.DataAnnotations;
using CallQueue.Composition;
using CallQueue.Hosting;
using CallQueue.Hosting.Transfer;
using CallQueue.Leads;
using CallQueue.Storage;

namespace CallQueue.Commands;

/// <summary>The command line: its commands, and the messages of failures.</summary>
internal static class CallQueueCommands
{
    private const string About = """
        Orleans.CallQueue is a queue for outbound telephone calls. It never dials more calls at once than you allow, and never
        dials an attempt twice. Without a command it serves the REST API.
        """;

    /// <summary>Runs one command to its end.</summary>
    public static async Task<ExitCode> RunAsync(IReadOnlyList<string> args, Surroundings around)
    {
        RootCommand root = Build(around);
        ParseResult parsed = root.Parse(args);
        if (parsed.Action is ParseErrorAction) return Misspelled(parsed, around);
        var invocation = new InvocationConfiguration
        {
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
            Output = around.Console.Profile.Out.Writer,
            Error = around.Error,
        };
        try
        {
            return (ExitCode)await parsed.InvokeAsync(invocation);
        }
        catch (Exception e)
        {
            return Failed(e, parsed.GetValue(CommonOptions.Verbose), around);
        }
    }

    private static RootCommand Build(Surroundings around)
    {
        var root = new RootCommand(About) { CommonOptions.Verbose };
        var serve = new ServeCommand(around);
        var silo = new SiloCommand(around);
        serve.AddTo(root);
        if (around.Text(SiloCommand.RoleVariable) is not null) root.SetAction(async _ => (int)await silo.RunByVariableAsync());
        root.Add(serve.Build());
        root.Add(silo.BuildSilo());
        root.Add(silo.BuildGateway());
        root.Add(new DialCommand(around).Build());
        root.Add(new PlanCommand(around).Build());
        root.Add(new StatusCommand(around).Build());
        root.Add(new StopCommand(around).Build());
        root.Add(new KeysCommand(around).Build());
        root.Add(new ExportCommand(around).Build());
        root.Add(new ImportCommand(around).Build());
        root.Add(new HealthCommand(around).Build());
        root.Add(new SelfTestCommand(around).Build());
        Examples.AddTo(root);
        return root;
    }

    private static ExitCode Misspelled(ParseResult parsed, Surroundings around)
    {
        foreach (var error in parsed.Errors) around.Error.WriteLine(error.Message);
        string command = parsed.CommandResult.Command is RootCommand ? "" : parsed.CommandResult.Command.Name + " ";
        around.Error.WriteLine($"callqueue {command}--help shows all commands and options.");
        return ExitCode.BadInput;
    }

    private static ExitCode Failed(Exception exception, bool isVerbose, Surroundings around)
    {
        (ExitCode code, string sentence) = exception switch
        {
            SettingException setting => (ExitCode.BadInput, setting.Message),
            CommandException known => (known.Code, known.Message),
            DataFolderException folder => (ExitCode.DataUnusable, folder.Message),
            UnavailableException store => (ExitCode.DataUnusable, $"{store.Message} Completed work is stored; run the same command again to continue."),
            LeadFileChangedException changed => (ExitCode.BadInput, $"{changed.Message}. No call was placed because of the change; run the command again."),
            TransferFileException file => (ExitCode.BadInput, $"That file can't be imported: {file.Message}. Nothing was imported."),
            IOException or UnauthorizedAccessException => (ExitCode.DataUnusable, $"A file can't be used: {exception.Message} Completed work is stored; run the same command again to continue."),
            ValidationException wrong => (ExitCode.BadInput, wrong.Message),
            _ => (ExitCode.Unexpected, $"Unexpected error: {exception.Message} (--verbose shows details.)"),
        };
        around.Error.WriteLine(sentence);
        if (isVerbose) around.Error.WriteLine(exception);
        return code;
    }
}
