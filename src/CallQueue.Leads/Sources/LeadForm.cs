using System.Text;

namespace CallQueue.Leads.Sources;

/// <summary>How a file is written.</summary>
internal enum LeadForm
{
    Csv,

    /// <summary>A list, or an object with a list.</summary>
    Json,

    /// <summary>One object to a line.</summary>
    JsonLines,
}

/// <summary>Detects the form of a file.</summary>
internal static class LeadForms
{
    private const int Looked = 64 * 1024;

    /// <summary>The form by extension; by content for other extensions, and for <c>.json</c> that is one object to a line.</summary>
    public static async Task<LeadForm> OfAsync(ILeadSource source, Encoding? utf16, CancellationToken cancellation)
    {
        string extension = Path.GetExtension(source.Name).ToLowerInvariant();
        return extension switch
        {
            ".csv" or ".tsv" => LeadForm.Csv,
            ".jsonl" or ".ndjson" => LeadForm.JsonLines,
            _ => ByContent(await StartAsync(source, utf16, cancellation), extension == ".json" ? LeadForm.Json : LeadForm.Csv),
        };
    }

    private static LeadForm ByContent(string start, LeadForm otherwise)
    {
        ReadOnlySpan<char> text = start.AsSpan().TrimStart();
        if (text.StartsWith('[')) return LeadForm.Json;
        if (!text.StartsWith('{')) return otherwise;
        int end = text.IndexOfAny('\r', '\n');
        return JsonRows.IsLine((end < 0 ? text : text[..end]).ToString()) ? LeadForm.JsonLines : LeadForm.Json;
    }

    private static async Task<string> StartAsync(ILeadSource source, Encoding? utf16, CancellationToken cancellation)
    {
        await using Stream file = source.Open();
        using var text = new StreamReader(file, utf16 ?? Encoding.UTF8, detectEncodingFromByteOrderMarks: true);
        char[] start = new char[Looked];
        return new string(start, 0, await text.ReadBlockAsync(start.AsMemory(), cancellation));
    }
}
