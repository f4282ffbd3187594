using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace CallQueue.Audits;

/// <summary>
/// Links the entries of a trail. An entry's hash is SHA-256 over the hash before it, a line feed, and the entry as JSON with
/// an empty hash: whoever alters one entry would have to alter all that follow, and the head that others have seen.
/// </summary>
public static class AuditChain
{
    /// <summary>The hash before a trail's first entry.</summary>
    public const string Start = "";

    /// <summary>The hash of an entry that follows one with the hash <paramref name="previous"/>.</summary>
    public static string HashOf(AuditEntry entry, string previous)
    {
        ArgumentNullException.ThrowIfNull(entry);
        string text = JsonSerializer.Serialize(entry with { Hash = "" }, CallQueueJson.Default.AuditEntry);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{previous}\n{text}")));
    }

    /// <summary>An entry as one line of an export.</summary>
    public static string Line(AuditEntry entry) => JsonSerializer.Serialize(entry, CallQueueJson.Default.AuditEntry);

    /// <summary>An entry from a line of an export.</summary>
    /// <exception cref="FormatException">It is not one.</exception>
    public static AuditEntry Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, CallQueueJson.Default.AuditEntry) is { Note: not null, Hash: not null } entry ? entry : throw new FormatException("is not an entry of an audit log");
        }
        catch (JsonException e)
        {
            throw new FormatException($"is not an entry of an audit log: {e.Message}", e);
        }
    }

    /// <summary>What is longer than the trail keeps is replaced by its length and digest, so that it can still be compared.</summary>
    internal static string? Fit(string? text) => text is not { Length: > AuditNote.MaxText } ? text : string.Create(
        CultureInfo.InvariantCulture,
        $"\"{text.Length} characters, SHA-256 {Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}\"");
}

/// <summary>Checks the entries of a whole trail one after another, from the first on.</summary>
public sealed class AuditCheck
{
    private long _next;

    /// <summary>How many entries were checked.</summary>
    public long Count { get; private set; }

    /// <summary>The hash of the last one.</summary>
    public string Head { get; private set; } = AuditChain.Start;

    /// <summary>What is wrong with the next entry; null when it follows from those before it.</summary>
    public string? FindProblem(AuditEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        string? problem = entry.Number != _next ? string.Create(CultureInfo.InvariantCulture, $"has number {entry.Number}, but {_next} is due: entries are missing, doubled or in another order")
            : AuditChain.HashOf(entry, Head) != entry.Hash ? "does not have the hash that follows from its content and the entry before it: one of the two was changed"
            : null;
        (Head, _next) = (entry.Hash, entry.Number + 1);
        Count++;
        return problem;
    }
}
