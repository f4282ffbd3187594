using System.Runtime.CompilerServices;
using System.Text;

namespace CallQueue.Leads.Sources;

/// <summary>The rows of a list in any form, from a source that has been found to be text.</summary>
/// <param name="utf16">Its encoding when it is not UTF-8.</param>
internal sealed class ListRows(ILeadSource source, Encoding? utf16, LeadFileOptions options)
{
    /// <summary>Rows, and between them problems of the list as a whole.</summary>
    /// <param name="notes">Receives what a person should know about the columns; null: nobody asks.</param>
    public async IAsyncEnumerable<LeadRow> ReadAsync(LeadForm form, ListNotes? notes, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await using Stream file = source.Open();
        if (form == LeadForm.Json)
        {
            await using Stream utf8 = utf16 is null ? file : Encoding.CreateTranscodingStream(file, utf16, Encoding.UTF8, leaveOpen: true);
            await foreach (LeadRow row in new JsonRows(options.Mapping).ReadAsync(utf8, options.FieldsBeside, cancellation)) yield return row;
            yield break;
        }

        using var text = new StreamReader(file, utf16 ?? Encoding.UTF8, detectEncodingFromByteOrderMarks: true, bufferSize: 64 * 1024);
        IAsyncEnumerable<LeadRow> rows = form == LeadForm.Csv
            ? new CsvRows(options.Mapping, notes).ReadAsync(text, cancellation)
            : new JsonRows(options.Mapping).ReadLinesAsync(text, cancellation);
        await foreach (LeadRow row in rows.WithCancellation(cancellation)) yield return row;
    }

    public static async Task<Encoding?> Utf16Async(ILeadSource source, CancellationToken cancellation)
    {
        byte[] start = new byte[TextCheck.StartLength];
        await using Stream file = source.Open();
        int length = await file.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancellation);
        return TextCheck.Utf16Of(start.AsSpan(0, length));
    }
}
