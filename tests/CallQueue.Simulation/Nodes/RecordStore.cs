using CallQueue.Hosting;
using CallQueue.Hosting.Local;

namespace CallQueue.Simulation.Nodes;

/// <summary>What all processes write to and what outlives them. Versions are never used twice, not even after a deletion.</summary>
internal sealed class RecordStore
{
    private readonly Dictionary<ActorAddress, SortedDictionary<string, StoredRecord>> records = [];
    private readonly HashSet<(ActorAddress Owner, string Name)> leftBehind = [];
    private long lastVersion;

    /// <summary>Bytes of the largest record ever written under a name, for checks of growth.</summary>
    public SortedDictionary<string, int> Largest { get; } = new(StringComparer.Ordinal);

    public int Count => records.Values.Sum(of => of.Count);

    /// <summary>Actors that have or had records.</summary>
    public IReadOnlyList<ActorAddress> Owners => [.. records.Keys];

    public StoredRecord? Read(ActorAddress owner, string name) => records.GetValueOrDefault(owner)?.GetValueOrDefault(name);

    public IReadOnlyList<string> Names(ActorAddress owner) => records.TryGetValue(owner, out var named) ? [.. named.Keys] : [];

    /// <summary>Whether a record was written by a save that did not come to its end, and by none since: no root names it.</summary>
    public bool IsLeftBehind(ActorAddress owner, string name) => leftBehind.Contains((owner, name));

    /// <summary>The save that has written a record does not come to its end.</summary>
    public void LeaveBehind(ActorAddress owner, string name) => leftBehind.Add((owner, name));

    /// <summary>The last version that was given.</summary>
    public RecordVersion LastVersion => Version(lastVersion);

    public RecordVersion NextVersion() => Version(++lastVersion);

    /// <exception cref="RecordConflictException">The record has another version.</exception>
    public RecordVersion Write(ActorAddress owner, RecordWrite write) => Write(owner, write, write.Data is null ? default : NextVersion());

    /// <summary>The same with a version given before.</summary>
    public RecordVersion Write(ActorAddress owner, RecordWrite write, RecordVersion version)
    {
        if (!records.TryGetValue(owner, out var named)) records[owner] = named = new(StringComparer.Ordinal);
        RecordVersion current = named.TryGetValue(write.Name, out StoredRecord? stored) ? stored.Version : RecordVersion.None;
        if (write.Expected is { } expected && expected != current) throw new RecordConflictException(write.Name);
        leftBehind.Remove((owner, write.Name));
        if (write.Data is not { } data)
        {
            named.Remove(write.Name);
            return default;
        }

        named[write.Name] = new StoredRecord(data.ToArray(), version);
        string kind = $"{owner.Kind}/{write.Name.TrimEnd("0123456789".ToCharArray())}";
        Largest[kind] = Math.Max(Largest.GetValueOrDefault(kind), data.Length);
        return version;
    }

    private static RecordVersion Version(long number) => new(number.ToString(System.Globalization.CultureInfo.InvariantCulture));
}

internal static class RecordVersionOrder
{
    /// <summary>Whether a version of the store was given after another one.</summary>
    public static bool IsAfter(this RecordVersion version, RecordVersion other) => Number(version) > Number(other);

    private static long Number(RecordVersion version) => long.TryParse(version.Value, System.Globalization.CultureInfo.InvariantCulture, out long number) ? number : -1;
}
