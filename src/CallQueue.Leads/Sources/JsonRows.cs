using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text.Json;
using CallQueue.Inputs;

namespace CallQueue.Leads.Sources;

/// <summary>Objects of a JSON list, of the list <c>calls</c> in an object, or one to a line.</summary>
internal static class JsonRows
{
    private const int MaxPart = 512 * 1024;
    private const string List = "calls";
    private static readonly JsonDocumentOptions Options = new() { AllowDuplicateProperties = false };

    // Objects whose fields are read like fields beside the number, as in the REST API's calls.
    private static readonly string[] Nests = ["call_config", "variables"];

    /// <summary>A list, or an object with the list <c>calls</c>.</summary>
    /// <param name="beside">Fields beside the list that somebody else reads.</param>
    public static async IAsyncEnumerable<LeadRow> ReadAsync(
        Stream utf8, IReadOnlySet<string> beside, ProblemList problems, [EnumeratorCancellation] CancellationToken cancellation)
    {
        PipeReader input = PipeReader.Create(utf8, new StreamPipeReaderOptions(bufferSize: 64 * 1024, leaveOpen: true));
        var parts = new JsonParts(input, List, MaxPart, long.MaxValue, allowList: true);
        await using IAsyncEnumerator<JsonPart> each = parts.ReadAsync(cancellation).GetAsyncEnumerator(cancellation);
        while (await TryMoveAsync(each, problems))
        {
            using JsonDocument value = each.Current.Value;
            if (each.Current.Index is not null) yield return Row(value.RootElement, each.Current.Line);
            else CheckBeside(each.Current, beside, problems);
        }
    }

    /// <summary>One object to a line; empty lines are skipped.</summary>
    public static async IAsyncEnumerable<LeadRow> ReadLinesAsync(StreamReader text, [EnumeratorCancellation] CancellationToken cancellation)
    {
        for (int line = 1; await text.ReadLineAsync(cancellation) is { } json; line++)
        {
            if (!string.IsNullOrWhiteSpace(json)) yield return ReadLine(json, line);
        }
    }

    /// <summary>Whether a text that begins with an object holds one object to a line rather than one object with the list.</summary>
    public static bool IsLine(string firstLine)
    {
        try
        {
            using JsonDocument value = JsonDocument.Parse(firstLine);
            return value.RootElement.ValueKind == JsonValueKind.Object && !value.RootElement.TryGetProperty(List, out _);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static async Task<bool> TryMoveAsync(IAsyncEnumerator<JsonPart> each, ProblemList problems)
    {
        try
        {
            return await each.MoveNextAsync();
        }
        catch (JsonException e)
        {
            problems.Add((int?)e.LineNumber + 1, null, $"is not valid JSON from here on: {e.Message}");
        }
        catch (InputTooLargeException e)
        {
            problems.Add(null, null, e.Message);
        }

        return false;
    }

    // Settings for all calls come from the command line; a setting in the file that is not used would be a surprise.
    private static void CheckBeside(JsonPart part, IReadOnlySet<string> beside, ProblemList problems)
    {
        if (part.Name == List) problems.Add(part.Line, List, "must be a list");
        else if (!beside.Contains(part.Name!)) problems.Add(part.Line, part.Name, "is not allowed beside calls; give it in each call, or as an option on the command line");
    }

    private static LeadRow ReadLine(string json, int line)
    {
        try
        {
            using JsonDocument value = JsonDocument.Parse(json, Options);
            return Row(value.RootElement, line);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return new LeadRow(line, [], $"is not valid JSON: {e.Message}");
        }
    }

    private static LeadRow Row(JsonElement json, int line)
    {
        if (json.ValueKind != JsonValueKind.Object) return new LeadRow(line, [], "must be an object");
        var cells = new List<LeadCell>();
        try
        {
            AddCells(json, cells);
        }
        catch (InvalidOperationException)
        {
            // What System.Text.Json throws for a lone surrogate.
            return new LeadRow(line, [], "holds a string that is not valid Unicode");
        }

        string? twice = LeadColumns.FindDouble(cells.Select(c => (c.Column, c.Header)));
        return twice is null ? new LeadRow(line, cells) : new LeadRow(line, [], twice);
    }

    private static void AddCells(JsonElement json, List<LeadCell> cells)
    {
        foreach (JsonProperty field in json.EnumerateObject())
        {
            if (field.Value.ValueKind == JsonValueKind.Object && Nests.Contains(field.Name))
            {
                AddCells(field.Value, cells);
            }
            else if (field.Value.ValueKind != JsonValueKind.Null)
            {
                string text = field.Value.ValueKind == JsonValueKind.String ? field.Value.GetString()! : field.Value.GetRawText();
                if (!string.IsNullOrWhiteSpace(text)) cells.Add(new LeadCell(LeadColumns.Of(field.Name), field.Name, text));
            }
        }
    }
}
