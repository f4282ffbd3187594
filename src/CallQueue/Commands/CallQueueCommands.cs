using System.CommandLine;
using System.CommandLine.Invocation;
using System.ComponentModel.DataAnnotations;
using CallQueue.Composition;
using CallQueue.Configuration;
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
    public static async Task<ExitCode> RunAsync(IReadOnlyList<string> args, CommandContext context)
    {
        RootCommand root = Build(context);
        ParseResult parsed = root.Parse(args);
        if (parsed.Action is ParseErrorAction) return Misspelled(parsed, context);
        var invocation = new InvocationConfiguration
        {
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
            Output = context.Console.Profile.Out.Writer,
            Error = context.Error,
        };
        try
        {
            return (ExitCode)await parsed.InvokeAsync(invocation);
        }
        catch (Exception e)
        {
            return Failed(e, parsed.GetValue(CommonOptions.Verbose), context);
        }
    }

    internal static RootCommand Build(CommandContext context)
    {
        var root = new RootCommand(About) { CommonOptions.Config, CommonOptions.Secrets, CommonOptions.Verbose };
        ProductVersion.ShowIn(root);
        var serve = new ServeCommand(context);
        var silo = new SiloCommand(context);
        serve.AddTo(root);
        if (context.Environment.TryGetValue(SettingTable.Role.Name, out string? role) && !string.IsNullOrWhiteSpace(role)) root.SetAction(async parsed => (int)await silo.RunByRoleAsync(parsed));
        root.Add(serve.Build());
        root.Add(silo.BuildSilo());
        root.Add(silo.BuildGateway());
        root.Add(new DialCommand(context).Build());
        root.Add(new PlanCommand(context).Build());
        root.Add(new StatusCommand(context).Build());
        root.Add(new StopCommand(context).Build());
        root.Add(new ConfirmCommand(context).Build());
        root.Add(new TrunkCommand(context).Build());
        root.Add(new KeysCommand(context).Build());
        root.Add(new SessionsCommand(context).Build());
        root.Add(new AuditCommand(context).Build());
        root.Add(new EvidenceCommand(context).Build());
        root.Add(new VerifyCommand(context).Build());
        root.Add(new EraseCommand(context).Build());
        root.Add(new ExportCommand(context).Build());
        root.Add(new ImportCommand(context).Build());
        root.Add(new ConfigCommand(context).Build());
        root.Add(new HealthCommand(context).Build());
        root.Add(new SelfTestCommand(context).Build());
        Examples.AddTo(root);
        return root;
    }

    private static ExitCode Misspelled(ParseResult parsed, CommandContext context)
    {
        foreach (var error in parsed.Errors) context.SayError(error.Message);
        string command = parsed.CommandResult.Command is RootCommand ? "" : parsed.CommandResult.Command.Name + " ";
        context.SayError($"callqueue {command}--help shows all commands and options.");
        return ExitCode.BadInput;
    }

    private static ExitCode Failed(Exception exception, bool isVerbose, CommandContext context)
    {
        (ExitCode code, string sentence) = exception switch
        {
            CommandException known => (known.Code, known.Message),
            DataFolderException folder => (ExitCode.DataUnusable, folder.Message),
            UnavailableException store => (ExitCode.DataUnusable, $"{store.Message} Completed work is stored; run the same command again to continue."),
            LeadFileChangedException changed => (ExitCode.BadInput, $"{changed.Message}. No call was placed because of the change; run the command again."),
            TransferFileException file => (ExitCode.BadInput, $"That file can't be imported: {file.Message}. Nothing was imported."),
            IOException or UnauthorizedAccessException => (ExitCode.DataUnusable, $"A file can't be used: {exception.Message} Completed work is stored; run the same command again to continue."),
            ValidationException wrong => (ExitCode.BadInput, wrong.Message),
            _ => (ExitCode.Unexpected, $"Unexpected error: {exception.Message} (--verbose shows details.)"),
        };
        context.SayError(sentence);
        if (isVerbose) context.SayError(exception.ToString());
        return code;
    }
}
