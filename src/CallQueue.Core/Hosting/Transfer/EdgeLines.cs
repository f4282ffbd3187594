using System.Globalization;
using System.Text.Json;

namespace CallQueue.Hosting.Transfer;

/// <summary>The first and the last line of an export.</summary>
internal static class EdgeLines
{
    private const string Foreign = "the file is not an export of callqueue; choose a file that callqueue export wrote";

    /// <exception cref="TransferFileException">It is not a header of an export, or of a newer version.</exception>
    public static TransferHeader Header(ReadOnlyMemory<byte> line)
    {
        if (Parse(line) is not { } json || Text(json, "format") != TransferFormat.Name) throw new TransferFileException(1, null, Foreign);
        if (Number(json, "version") is not { } version) throw Wrong("version", "must be a whole number");
        if (version > TransferFormat.Version)
            throw Wrong("version", string.Create(CultureInfo.InvariantCulture, $"the file has version {version}, this program reads up to {TransferFormat.Version}; import it with a newer version of callqueue"));
        if (version != TransferFormat.Version) throw Wrong("version", string.Create(CultureInfo.InvariantCulture, $"must be {TransferFormat.Version}"));
        if (Text(json, "id") is not { Length: > 0 and <= 64 } id || !id.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')) throw Wrong("id", "must be 1 to 64 letters, digits or '-'");
        if (!DateTimeOffset.TryParse(Text(json, "at"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset at)) throw Wrong("at", "must be a time such as 2026-05-04T09:00:00Z");
        if (Text(json, "calls") is not (TransferFormat.Real or TransferFormat.Rehearsal or TransferFormat.Simulated))
            throw Wrong("calls", $"must be {TransferFormat.Real}, {TransferFormat.Rehearsal} or {TransferFormat.Simulated}");
        return new TransferHeader(id, at, Text(json, "calls")!);
    }

    /// <summary>Whether this is the last line.</summary>
    public static bool IsTrailer(ReadOnlySpan<byte> line) => line.StartsWith("{\"records\":"u8);

    /// <exception cref="TransferFileException">The file was changed after the export.</exception>
    public static void CheckTrailer(ReadOnlyMemory<byte> line, long number, ContentsTally tally, string hash)
    {
        if (Parse(line) is not { } json) throw new TransferFileException(number, null, "is not valid JSON");
        Check("records", Number(json, "records"), tally.Records);
        Check("alarms", Number(json, "alarms"), tally.Alarms);
        if (Text(json, "sha256") != hash) throw new TransferFileException(number, "sha256", "the file was changed or damaged after it was written; export again");

        void Check(string field, long? said, long found)
        {
            if (said != found) throw new TransferFileException(number, field, string.Create(CultureInfo.InvariantCulture, $"says {said?.ToString(CultureInfo.InvariantCulture) ?? "no number"}, but there are {found}; export again"));
        }
    }

    private static TransferFileException Wrong(string field, string problem) => new(1, field, problem);

    private static JsonElement? Parse(ReadOnlyMemory<byte> line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Text(JsonElement json, string field)
    {
        if (!json.TryGetProperty(field, out JsonElement value) || value.ValueKind != JsonValueKind.String) return null;
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            // No UTF-8.
            return null;
        }
    }

    private static long? Number(JsonElement json, string field) =>
        json.TryGetProperty(field, out JsonElement value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out long number) ? number : null;
}
