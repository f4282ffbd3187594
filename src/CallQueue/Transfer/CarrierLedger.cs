using System.Globalization;
using System.Text;
using CallQueue.Hosting;
using CallQueue.Hosting.Local;
using CallQueue.Hosting.Transfer;

namespace CallQueue.Transfer;

/// <summary>
/// The simulated carrier's ledger, moved with the calls: a real carrier is outside both folders and finds its calls by
/// itself. In an export each of its lines is a record of a pseudo actor.
/// </summary>
internal static class CarrierLedger
{
    private static readonly ActorAddress Address = new(TransferFormat.SimulatedCarrierKind, "ledger");

    /// <summary>Writes the complete lines of <paramref name="ledger"/>; data after the last line feed counts as never written.</summary>
    public static void WriteTo(TransferWriter writer, string ledger)
    {
        if (!File.Exists(ledger)) return;
        using var reader = new StreamReader(ledger, Encoding.UTF8);
        long number = 0;
        string? line = reader.ReadLine();
        while (line is not null)
        {
            string? next = reader.ReadLine();
            if (next is null && !EndsWhole(ledger)) return;
            writer.Write(Address, string.Create(CultureInfo.InvariantCulture, $"line-{++number:0000000000}"), Encoding.UTF8.GetBytes(line));
            line = next;
        }
    }

    /// <summary>Writes lines to <paramref name="ledger"/>, which gets its name after the last one; false when it already exists.</summary>
    public static async Task<bool> AppendAsync(string ledger, TransferChunk chunk, CancellationToken cancellation)
    {
        if (File.Exists(ledger)) return false;
        string partial = ledger + ".new";
        await using (var file = PrivateFile.Open(partial, chunk.IsFirst ? FileMode.Create : FileMode.Append))
        {
            foreach (TransferRecord record in chunk.Records)
            {
                await file.WriteAsync(record.Data, cancellation);
                file.WriteByte((byte)'\n');
            }

            file.Flush(flushToDisk: true);
        }

        if (chunk.IsLast) File.Move(partial, ledger);
        return true;
    }

    private static bool EndsWhole(string ledger)
    {
        using FileStream file = File.OpenRead(ledger);
        file.Seek(-1, SeekOrigin.End);
        return file.ReadByte() == '\n';
    }
}
