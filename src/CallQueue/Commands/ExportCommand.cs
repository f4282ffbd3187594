using System.CommandLine;
using System.Globalization;
using CallQueue.Composition;
using CallQueue.Configuration;
using CallQueue.Hosting.Local;
using CallQueue.Hosting.Transfer;
using CallQueue.Storage;
using CallQueue.Transfer;
using Spectre.Console;

namespace CallQueue.Commands;

/// <summary><c>callqueue export FILE</c>: seals a data folder, then writes its contents into a file.</summary>
internal sealed class ExportCommand(CommandContext context)
{
    private readonly Argument<string?> _file = new("file") { Description = "File to write. Only its owner can read it.", Arity = ArgumentArity.ZeroOrOne };
    private readonly SettingOption _data = CommonOptions.Data();
    private readonly Option<bool> _undo = new("--undo") { Description = "Reopen a sealed folder. Only for an export that was never imported anywhere." };
    private readonly Option<bool> _yes = new("--yes") { Description = "Do not ask for confirmation (with --undo)." };

    public Command Build()
    {
        var command = new Command("export", "Move the data folder into a file, to continue in a cluster or on another machine. Seals the folder: it dials no more calls.")
        {
            _file, _data, _undo, _yes,
        };
        command.SetAction(async parsed => (int)await RunAsync(parsed));
        return command;
    }

    private async Task<ExitCode> RunAsync(ParseResult parsed)
    {
        SettingValues settings = CommandSettings.Read(parsed, context);
        string folder = settings.Folder();
        bool isUndo = parsed.GetValue(_undo);
        if (isUndo != parsed.GetValue(_file) is null)
            throw new CommandException(ExitCode.BadInput, isUndo ? "--undo does not write a file; remove the file's name." : "Name the file to write: callqueue export calls.jsonl");
        OfflineProcess.CheckThere(folder);
        using FolderSource source = await FolderSource.OpenAsync(folder, context.Time, settings.Cipher());
        if (isUndo) Undo(source, parsed.GetValue(_yes));
        else await ExportAsync(source, Path.GetFullPath(parsed.GetValue(_file)!));
        return ExitCode.Done;
    }

    private async Task ExportAsync(FolderSource source, string path)
    {
        if (FolderKind.Of(source.Path) is not (FolderKind.Simulated or FolderKind.Rehearsal or FolderKind.Real) and var unknown)
            throw new CommandException(ExitCode.BadInput, unknown is null ? $"No call was ever dialed from {source.Path}, so there is nothing to export." : $"It is not known whether the calls in {source.Path} are real (calls.kind holds '{unknown}').");
        string calls = FolderKind.Of(source.Path)!;
        bool wasSealed = source.Seal is not null;
        await CheckFreeAsync(path, source.Seal);

        // A target that is not writable is found before the folder is sealed.
        using TransferWriter writer = TransferWriter.Create(path);
        long total = source.CountRecords();
        Seal seal = source.Close(context.Time);
        context.Say(wasSealed ? $"The data folder {source.Path} was already sealed, {seal}; writing the same file again." : $"The data folder {source.Path} is now sealed: it dials no more calls.");
        TransferContents contents = await TransferBar.WhileAsync(context, "exporting", total, passed => Task.FromResult(Write(source, writer, new TransferHeader(seal.ExportId, seal.At, calls), passed)));
        Tell(path, contents, calls);
    }

    private TransferContents Write(FolderSource source, TransferWriter writer, TransferHeader header, Action<long> passed)
    {
        writer.Begin(header);
        long count = 0;
        source.WriteTo(writer, header.Calls == FolderKind.Simulated ? Path.Combine(source.Path, FolderOptions.LedgerFile) : null, () =>
        {
            if ((++count & 0xFF) == 0) passed(count);
            if (context.Interrupts.Once.IsCancellationRequested) throw new CommandException(ExitCode.Interrupted, "Interrupted. The folder stays sealed; run the same command again to write the file.");
        });
        return writer.Finish();
    }

    /// <summary>Replaces only an earlier file of the same export.</summary>
    private static async Task CheckFreeAsync(string path, Seal? seal)
    {
        if (Directory.Exists(path)) throw new CommandException(ExitCode.BadInput, $"{path} is a folder; name a file.");
        if (!File.Exists(path) || await IsOfAsync(path, seal)) return;
        throw new CommandException(ExitCode.BadInput, $"{path} already exists and was not changed. Name another file.");
    }

    private static async Task<bool> IsOfAsync(string path, Seal? seal)
    {
        try
        {
            using TransferFile file = await TransferFile.OpenAsync(path);
            return file.Header.Id == seal?.ExportId;
        }
        catch (TransferFileException)
        {
            return false;
        }
    }

    private void Tell(string path, TransferContents contents, string calls)
    {
        context.Say(string.Create(CultureInfo.InvariantCulture,
            $"Wrote {path}: businesses {contents.Of(LocalActors.BusinessKind):N0}, runs {contents.Of(LocalActors.RunKind):N0}, dialed calls {contents.Of(LocalActors.CallKind):N0}; {contents.Records:N0} records, {contents.Bytes:N0} bytes."));
        if (contents.Waiting is { } waiting) context.Say(string.Create(CultureInfo.InvariantCulture, $"Waiting calls: {waiting:N0}; calls in progress: {contents.Live:N0} (they are looked up at the carrier after the import)."));
        context.Say("The file holds telephone numbers and messages in plain text. Keep it safe, and delete it after the import.");
        context.Say("Import it once, in one place: callqueue import FILE. To continue here instead: callqueue export --undo.");
        if (FolderKind.NobodyIsCalled(calls) is { } sentence) context.Say($"{sentence} They can't be imported where real calls are dialed.");
    }

    private void Undo(FolderSource source, bool isSure)
    {
        if (source.Seal is not { } seal)
        {
            context.Say($"The data folder {source.Path} is not sealed, so there is nothing to undo.");
            return;
        }

        context.Say($"The data folder {source.Path} was exported {seal}.");
        context.Say("IF THAT FILE WAS IMPORTED ANYWHERE, OR EVER WILL BE, THE SAME PEOPLE ARE CALLED FROM BOTH PLACES. Delete every copy of it first.");
        if (!isSure && !Ask()) throw new CommandException(ExitCode.BadInput, "The folder stays sealed. (Without a terminal, confirm with --yes.)");
        source.Reopen();
        context.Say("The folder is open again. dial and serve can use it.");
    }

    private bool Ask() => context.IsTerminal && context.Console.Confirm("Was the file never imported, and is every copy deleted?", defaultValue: false);
}
