using System.CommandLine;
using System.Globalization;
using CallQueue.Composition;
using CallQueue.Configuration;
using CallQueue.Hosting.Transfer;
using CallQueue.Transfer;

namespace CallQueue.Commands;

/// <summary><c>callqueue import FILE</c>: moves an export into a new data folder.</summary>
internal sealed class ImportCommand(CommandContext context)
{
    private readonly Argument<string> _file = new("file") { Description = "File that callqueue export wrote." };
    private readonly SettingOption _data = CommonOptions.Data();
    private readonly Option<bool> _cluster = new("--cluster") { Description = "Import into the cluster that REDIS_URL or POSTGRES_URL names instead of a data folder." };

    public Command Build()
    {
        var command = new Command("import", "Import an export into a new data folder or into a cluster. Does not dial.") { _file, _data, _cluster };
        command.SetAction(async (parsed, cancellation) => (int)await RunAsync(parsed, cancellation));
        return command;
    }

    private async Task<ExitCode> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        string path = Path.GetFullPath(parsed.GetRequiredValue(_file));
        if (!File.Exists(path)) throw new CommandException(ExitCode.BadInput, $"There is no file {path}.");
        SettingValues settings = CommandSettings.Read(parsed, context);
        if (parsed.GetValue(_cluster)) return await new ClusterImport(context).RunAsync(path, settings, cancellation);
        try
        {
            using TransferFile file = await TransferBar.WhileAsync(context, "checking", new FileInfo(path).Length,
                passed => TransferFile.OpenAsync(path, new Passing<long>(passed), context.Interrupts.Once));
            using FolderTarget target = await FolderTarget.OpenAsync(settings.Folder(), file.Header, context.Time, settings.Cipher());
            if (target.WasWhole) context.Say($"{path} was already imported into {target.Path}; nothing was changed.");
            else await ImportAsync(file, target);
            return ExitCode.Done;
        }
        catch (OperationCanceledException e) when (context.Interrupts.Once.IsCancellationRequested)
        {
            throw new CommandException(ExitCode.Interrupted, "Interrupted. Run the same command again to continue.", e);
        }
    }

    private async Task ImportAsync(TransferFile file, FolderTarget target)
    {
        ImportAnswer answer = await TransferBar.WhileAsync(context, "importing", file.Contents.Records,
            passed => new Importer(file, target).RunAsync(new Passing<ImportCounts>(counts => passed(counts.Passed)), context.Interrupts.Once));
        switch (answer)
        {
            case ImportAnswer.Done done:
                target.Finish();
                Tell(file, target, done.Counts);
                break;
            case ImportAnswer.Refused refused:
                throw new CommandException(ExitCode.BadInput, Sentence(refused));
        }
    }

    private void Tell(TransferFile file, FolderTarget target, ImportCounts counts)
    {
        context.Say(string.Create(CultureInfo.InvariantCulture, $"Imported into {target.Path}: actors {file.Contents.Actors.Values.Sum():N0}, records {file.Contents.Records:N0}, alarms {counts.Alarms:N0}."));
        if (counts.LeftAlone > 0) context.Say(string.Create(CultureInfo.InvariantCulture, $"Already imported by an earlier attempt: {counts.LeftAlone:N0} of the actors."));
        if (file.Contents.Waiting is { } waiting) context.Say(string.Create(CultureInfo.InvariantCulture, $"Waiting calls: {waiting:N0}."));
        context.Say("Continue with callqueue dial and the same file, or with callqueue serve. (serve --resume starts paused queues.)");
        if (FolderKind.NobodyIsCalled(file.Header.Calls) is { } sentence) context.Say(sentence);
    }

    private static string Sentence(ImportAnswer.Refused refused) => refused.UnknownKinds.Count > 0
        ? $"The file holds {string.Join(", ", refused.UnknownKinds)}, which this version does not support. Import it with the version that exported it, or a newer one. Nothing was imported."
        : $"These businesses already exist in the target: {string.Join(", ", refused.Conflicts.Select(business => business.Key))}. Nothing was imported.";

    /// <summary>Reports synchronously, on the reporting thread.</summary>
    private sealed class Passing<T>(Action<T> hear) : IProgress<T>
    {
        public void Report(T value) => hear(value);
    }
}
