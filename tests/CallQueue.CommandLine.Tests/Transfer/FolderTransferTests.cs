using CallQueue.Commands;
using CallQueue.Composition;
using CallQueue.Hosting;
using CallQueue.Hosting.Local;
using CallQueue.Hosting.Transfer;
using CallQueue.Storage;
using Microsoft.Data.Sqlite;
using Shouldly;
using Xunit;

namespace CallQueue.Transfer;

public sealed class FolderTransferTests : IDisposable
{
    private readonly TemporaryFolder _root = new();

    private string Old => _root.Child("old");

    private string New => _root.Child("new");

    private string ExportFile => _root.Child("calls.jsonl");

    public void Dispose() => _root.Dispose();

    [Fact]
    public async Task What_actors_keep_goes_through_a_folder_unchanged()
    {
        await FillAsync(Old);
        TransferContents contents = await ExportAsync(Old, ExportFile);
        contents.Records.ShouldBe(5);
        (await ImportAsync(New)).ShouldBeOfType<ImportAnswer.Done>();
        await ExportAsync(New, _root.Child("again.jsonl"));

        string[] first = await File.ReadAllLinesAsync(ExportFile);
        string[] second = await File.ReadAllLinesAsync(_root.Child("again.jsonl"));
        second[1..^1].ShouldBe(first[1..^1]);
    }

    [Fact]
    public async Task Killed_between_the_seal_and_the_file_the_same_export_is_made_later()
    {
        await FillAsync(Old);
        Seal seal;
        using (FolderSource source = await FolderSource.OpenAsync(Old, TimeProvider.System)) seal = source.Close(TimeProvider.System);

        await Should.ThrowAsync<DataFolderException>(OpenStoreAsync(Old));
        await ExportAsync(Old, ExportFile);
        using TransferFile file = await TransferFile.OpenAsync(ExportFile);
        file.Header.Id.ShouldBe(seal.ExportId);
        file.Header.At.ShouldBe(seal.At);
    }

    [Fact]
    public async Task A_file_of_version_1_is_brought_up_to_date_and_is_not_sealed()
    {
        await FillAsync(Old);
        using (SqliteConnection file = Connections.Open(Path.Combine(Old, "callqueue.db"), SqliteOpenMode.ReadWrite))
            file.Run("DROP TABLE moved; DROP TABLE imported; PRAGMA user_version = 1");

        await OpenStoreAsync(Old);

        using SqliteConnection after = Connections.Open(Path.Combine(Old, "callqueue.db"), SqliteOpenMode.ReadWrite);
        after.Scalar("PRAGMA user_version").ShouldBe(2);
        after.FindSeal().ShouldBeNull();
        after.Scalar("SELECT count(*) FROM records").ShouldBe(5);
    }

    [Fact]
    public async Task A_folder_that_an_import_has_not_filled_is_for_that_import_only()
    {
        await FillAsync(Old);
        await ExportAsync(Old, ExportFile);
        using (TransferFile file = await TransferFile.OpenAsync(ExportFile))
        using (FolderTarget target = await FolderTarget.OpenAsync(New, file.Header, TimeProvider.System))
        {
            await foreach (TransferChunk chunk in file.ReadAsync())
            {
                if (chunk.Actor.Kind != LocalActors.BusinessKind) (await target.WriteAsync(chunk, file.Header.Id, CancellationToken.None)).ShouldBeTrue();
            }
        }

        (await Should.ThrowAsync<DataFolderException>(OpenStoreAsync(New))).Message.ShouldContain("import again");
        await Should.ThrowAsync<DataFolderException>(FolderSource.OpenAsync(New, TimeProvider.System));
        await Should.ThrowAsync<CommandException>(FolderTarget.OpenAsync(New, new TransferHeader("another", default, FolderKind.Simulated), TimeProvider.System));
        ImportCounts counts = (await ImportAsync(New)).ShouldBeOfType<ImportAnswer.Done>().Counts;
        counts.LeftAlone.ShouldBe(1);
        counts.Businesses.ShouldBe(1);
        await OpenStoreAsync(New);
    }

    [Fact]
    public async Task The_queries_of_an_export_follow_the_index_and_sort_nothing()
    {
        await FillAsync(Old);
        using SqliteConnection file = Connections.Open(Path.Combine(Old, "callqueue.db"), SqliteOpenMode.ReadOnly);
        using var plan = new Statement(file, "EXPLAIN QUERY PLAN SELECT key, name, data FROM records WHERE kind = 'a' ORDER BY key, name");
        using SqliteDataReader row = plan.Read();
        row.Read().ShouldBeTrue();
        row.GetString(3).ShouldContain("USING INDEX");
        row.Read().ShouldBeFalse();
    }

    private static async Task FillAsync(string path)
    {
        using DataFolder folder = await DataFolder.TakeAsync(path, TimeProvider.System);
        using SqliteStore store = SqliteStore.Open(folder, Durability.Full);
        FolderKind.Claim(folder.Path, FolderKind.Simulated);
        await SaveAsync(store, new ActorAddress("business", "b"), ("root", "{}"u8.ToArray()), ("z-page", "[1]"u8.ToArray()), ("a-page", [0, 255, 10]), ("empty", []));
        await SaveAsync(store, new ActorAddress("call", "b~日本"), ("root", "{\"a\":\"ü\"}"u8.ToArray()));
        foreach (string kind in (string[])["business", "call"])
        {
            var actor = new ActorAddress(kind, kind == "call" ? "b~日本" : "b");
            await store.WriteAsync(new AlarmChange(actor, new WriteFence(actor), new DateTimeOffset(2026, 3, 2, 9, 0, 0, 123, TimeSpan.Zero).AddTicks(7)));
        }
    }

    private static Task SaveAsync(SqliteStore store, ActorAddress actor, params (string Name, byte[] Data)[] records) =>
        store.WriteAsync(new RecordBatch(actor, new WriteFence(actor), [.. records.Select(r => RecordWrite.Put(r.Name, r.Data, RecordVersion.None))]));

    private static async Task OpenStoreAsync(string path)
    {
        using DataFolder folder = await DataFolder.TakeAsync(path, TimeProvider.System);
        SqliteStore.Open(folder, Durability.Full).Dispose();
    }

    private static async Task<TransferContents> ExportAsync(string path, string file)
    {
        using FolderSource source = await FolderSource.OpenAsync(path, TimeProvider.System);
        Seal seal = source.Close(TimeProvider.System);
        using TransferWriter writer = TransferWriter.Create(file);
        writer.Begin(new TransferHeader(seal.ExportId, seal.At, FolderKind.Simulated));
        source.WriteTo(writer, null, () => { });
        return writer.Finish();
    }

    private async Task<ImportAnswer> ImportAsync(string path)
    {
        using TransferFile file = await TransferFile.OpenAsync(ExportFile);
        using FolderTarget target = await FolderTarget.OpenAsync(path, file.Header, TimeProvider.System);
        ImportAnswer answer = await new Importer(file, target).RunAsync();
        target.Finish();
        return answer;
    }
}
