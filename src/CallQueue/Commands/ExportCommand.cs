using System.CommandLine;
using System.Globalization;
using CallQueue.Composition;
using CallQueue.Hosting.Local;
using CallQueue.Hosting.Transfer;
using CallQueue.Storage;
using CallQueue.Transfer;
using Spectre.Console;

namespace CallQueue.Commands;

/// <summary><c>callqueue export FILE</c>: seals a data folder, then writes all that is in it into a file.</summary>
internal sealed class ExportCommand(Surroundings around)
{
    private readonly Argument<string?> _file = new("file") { Description = "The file to write. Only its owner may read it.", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> _data = CommonOptions.Data();
    private readonly Option<bool> _undo = new("--undo") { Description = "Open a sealed folder again. Only for an export that was never imported anywhere." };
    private readonly Option<bool> _yes = new("--yes") { Description = "Do not ask (with --undo)." };

    public Command Build()
    {
        var command = new Command("export", "Moves everything in the data folder into a file, to go on in a cluster or on another machine. Seals the folder: nothing is dialed from it any more.")
        {
            _file, _data, _undo, _yes,
        };
        command.SetAction(async parsed => (int)await RunAsync(parsed));
        return command;
    }

    private async Task<ExitCode> RunAsync(ParseResult parsed)
    {
        string folder = Deployment.Folder(parsed.GetValue(_data), around);
        bool isUndo = parsed.GetValue(_undo);
        if (isUndo != parsed.GetValue(_file) is null)
            throw new CommandException(ExitCode.BadInput, isUndo ? "--undo writes no file: leave the file's name out." : "Name the file to write: callqueue export calls.jsonl");
        OfflineProcess.CheckThere(folder);
        using FolderSource source = await FolderSource.OpenAsync(folder, around.Time);
        if (isUndo) Undo(source, parsed.GetValue(_yes));
        else await ExportAsync(source, Path.GetFullPath(parsed.GetValue(_file)!));
        return ExitCode.Done;
    }

    private async Task ExportAsync(FolderSource source, string path)
    {
        if (FolderKind.Of(source.Path) is not (FolderKind.Simulated or FolderKind.Rehearsal or FolderKind.Real) and var unknown)
            throw new CommandException(ExitCode.BadInput, unknown is null ? $"Nobody has dialed from {source.Path} yet, so there is nothing to move." : $"Whether the calls in {source.Path} are real is not known (calls.kind says '{unknown}').");
        string calls = FolderKind.Of(source.Path)!;
        bool wasSealed = source.Seal is not null;
        await CheckFreeAsync(path, source.Seal);

        // A place that can't be written is noticed before the folder is sealed.
        using TransferWriter writer = TransferWriter.Create(path);
        long total = source.CountRecords();
        Seal seal = source.Close(around.Time);
        around.Say(wasSealed ? $"The data folder {source.Path} was sealed before, {seal}; the same is written again." : $"The data folder {source.Path} is sealed: nothing more is dialed from it.");
        TransferContents contents = await TransferBar.WhileAsync(around, "exporting", total, passed => Task.FromResult(Write(source, writer, new TransferHeader(seal.ExportId, seal.At, calls), passed)));
        Tell(path, contents, calls);
    }

    private TransferContents Write(FolderSource source, TransferWriter writer, TransferHeader header, Action<long> passed)
    {
        writer.Begin(header);
        long count = 0;
        source.WriteTo(writer, header.Calls == FolderKind.Simulated ? Path.Combine(source.Path, Deployment.LedgerFile) : null, () =>
        {
            if ((++count & 0xFF) == 0) passed(count);
            if (around.Interrupts.Once.IsCancellationRequested) throw new CommandException(ExitCode.Interrupted, "Interrupted. The folder stays sealed; the same command writes the file.");
        });
        return writer.Finish();
    }

    /// <summary>Only an earlier file of the very same export is replaced.</summary>
    private static async Task CheckFreeAsync(string path, Seal? seal)
    {
        if (Directory.Exists(path)) throw new CommandException(ExitCode.BadInput, $"{path} is a folder; name a file.");
        if (!File.Exists(path) || await IsOfAsync(path, seal)) return;
        throw new CommandException(ExitCode.BadInput, $"{path} exists already, and is left as it is. Name another file.");
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
        around.Say(string.Create(CultureInfo.InvariantCulture,
            $"Wrote {path}: businesses {contents.Of(LocalActors.BusinessKind):N0}, runs {contents.Of(LocalActors.RunKind):N0}, dialed calls {contents.Of(LocalActors.CallKind):N0}; {contents.Records:N0} records, {contents.Bytes:N0} bytes."));
        if (contents.Waiting is { } waiting) around.Say(string.Create(CultureInfo.InvariantCulture, $"Calls that wait to be dialed: {waiting:N0}; under way: {contents.Live:N0} (the carrier is asked about those where they go on)."));
        around.Say("The file holds telephone numbers and messages in plain text: keep it safe, and delete it when it was imported.");
        around.Say("Import it once, in one place: callqueue import FILE. To import it nowhere and go on here after all: callqueue export --undo.");
        if (FolderKind.NobodyIsPhoned(calls) is { } sentence) around.Say($"{sentence} They can't be imported where people are phoned.");
    }

    private void Undo(FolderSource source, bool isSure)
    {
        if (source.Seal is not { } seal)
        {
            around.Say($"The data folder {source.Path} is not sealed: there is nothing to undo.");
            return;
        }

        around.Say($"The data folder {source.Path} was exported {seal}.");
        around.Say("IF THAT FILE WAS IMPORTED ANYWHERE, OR EVER WILL BE, THE SAME PEOPLE ARE CALLED FROM BOTH PLACES. Delete every copy of it first.");
        if (!isSure && !Ask()) throw new CommandException(ExitCode.BadInput, "The folder stays sealed. (Without a terminal, --yes says that you are sure.)");
        source.Reopen();
        around.Say("The folder is open again. dial and serve go on from here.");
    }

    private bool Ask() => around.IsTerminal && around.Console.Confirm("Was it never imported, and is every copy deleted?", defaultValue: false);
}
