using System.Globalization;
using System.Security.Cryptography;
using CallQueue.Hosting;

namespace CallQueue.Records;

/// <summary>
/// Versions of records in a cluster's store, such as <c>17.5f3a9c01</c>: the record was written 17 times, the last time by the process that
/// drew this name. The count tells a store that has lost writes from another writer; the name keeps two who write the same count apart.
/// </summary>
internal static class WriteCount
{
    private static readonly string Process = RandomNumberGenerator.GetHexString(8, lowercase: true);

    /// <summary>The version of the write that replaces <paramref name="before"/>.</summary>
    public static string After(RecordVersion before) => string.Create(CultureInfo.InvariantCulture, $"{Of(before.Value) + 1}.{Process}");

    /// <summary>How often the record had been written at this version; 0: there was none.</summary>
    public static long Of(string? version) =>
        version is not null && version.IndexOf('.', StringComparison.Ordinal) is > 0 and var end
        && long.TryParse(version.AsSpan(0, end), NumberStyles.None, CultureInfo.InvariantCulture, out long count) ? count : 0;
}
