using System.Globalization;
using System.Security.Cryptography;
using CallQueue.Hosting;

namespace CallQueue.Records;

/// <summary>
/// Versions of records in a cluster's store, such as <c>17.5f3a9c01-4d2</c>: the record was written 17 times since it was created, the last time
/// by write 4d2 of the process that drew the name 5f3a9c01. The count tells a store that has lost writes from another writer; the rest never comes again, also
/// not when a record is deleted and created.
/// </summary>
internal static class WriteCount
{
    private static readonly string Process = RandomNumberGenerator.GetHexString(8, lowercase: true);
    private static long _writes;

    /// <summary>The version of the write that replaces <paramref name="before"/>.</summary>
    public static string After(RecordVersion before) => string.Create(CultureInfo.InvariantCulture, $"{Of(before.Value) + 1}.{Process}-{Interlocked.Increment(ref _writes):x}");

    /// <summary>Another writer was there; or, as its inner exception says, the store has an earlier version than was expected.</summary>
    /// <param name="name">The record.</param>
    /// <param name="expected">The version that this process has read or written.</param>
    /// <param name="stored">The version in the store; empty: there is none.</param>
    /// <param name="store">What people call the store.</param>
    public static RecordConflictException Conflict(string name, string? expected, string stored, string store) => Of(stored) >= Of(expected)
        ? new RecordConflictException(name)
        : new RecordConflictException(name, new InvalidOperationException(
            $"{store} has an earlier version of record '{name}' ('{stored}') than this process has read or written ('{expected}'): writes were lost, by a failover or a restore"));

    /// <summary>How often the record had been written at this version; 0: there was none.</summary>
    public static long Of(string? version) =>
        version is not null && version.IndexOf('.', StringComparison.Ordinal) is > 0 and var end
        && long.TryParse(version.AsSpan(0, end), NumberStyles.None, CultureInfo.InvariantCulture, out long count) ? count : 0;
}
