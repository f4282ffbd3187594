using CallQueue.Hosting.Local;

namespace CallQueue.Hosting.Transfer;

/// <summary>An export in a temporary file, removed afterwards.</summary>
internal sealed class ExportedFile : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("callqueue-").FullName;

    public static TransferHeader Header { get; } = new("0123456789abcdef", new DateTimeOffset(2026, 5, 4, 9, 0, 0, TimeSpan.Zero), TransferFormat.Simulated);

    public string Path => System.IO.Path.Combine(_folder, "calls.jsonl");

    public byte[] Bytes => File.ReadAllBytes(Path);

    public static ExportedFile Of(IEnumerable<(ActorAddress Actor, TransferRecord Record)> records, params TransferAlarm[] alarms) => Of(Header, records, alarms);

    public static ExportedFile Of(TransferHeader header, IEnumerable<(ActorAddress Actor, TransferRecord Record)> records, params TransferAlarm[] alarms)
    {
        var file = new ExportedFile();
        using TransferWriter writer = TransferWriter.Create(file.Path);
        writer.Begin(header);
        foreach ((ActorAddress actor, TransferRecord record) in records) writer.Write(actor, record.Name, record.Data);
        foreach (TransferAlarm alarm in alarms) writer.Write(alarm);
        writer.Finish();
        return file;
    }

    public static ExportedFile OfBytes(byte[] bytes)
    {
        var file = new ExportedFile();
        File.WriteAllBytes(file.Path, bytes);
        return file;
    }

    public static ExportedFile OfText(string text) => OfBytes(System.Text.Encoding.UTF8.GetBytes(text));

    public async Task<TransferFileException> RefusalAsync() => await Should.ThrowAsync<TransferFileException>(async () => (await TransferFile.OpenAsync(Path)).Dispose());

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
