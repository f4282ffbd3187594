using System.Globalization;
using CallQueue.Hosting;

namespace CallQueue.Storage;

/// <summary>Converts versions between the contract's text and the file's numbers. Zero means that there is no record.</summary>
internal static class RecordVersions
{
    public const long Absent = 0;
    private const long NeverStored = -1;

    public static RecordVersion Format(long version) =>
        version == Absent ? RecordVersion.None : new RecordVersion(version.ToString(CultureInfo.InvariantCulture));

    /// <summary>The number that the record must have, or null when any will do. A text that we did not create matches nothing.</summary>
    public static long? Parse(RecordWrite write)
    {
        if (write.Expected is { } expected) return Parse(expected);
        if (write.Data is null) return null;
        throw new ArgumentException($"A write of record '{write.Name}' must name the version it replaces.", nameof(write));
    }

    private static long Parse(RecordVersion version)
    {
        if (version.Value is not { } text) return Absent;
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : NeverStored;
    }
}
