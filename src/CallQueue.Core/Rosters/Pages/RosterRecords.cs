using System.Text.Json.Serialization;

namespace CallQueue.Rosters.Pages;

/// <summary>A contact as stored in its page.</summary>
internal sealed record ContactEntry
{
    [JsonPropertyName("c")] public required Contact Contact { get; init; }

    /// <summary>Local dates up to this one have had their call: the time was changed after it.</summary>
    [JsonPropertyName("s")] public DateOnly? SkipThrough { get; init; }

    /// <summary>When its time was last set: a time that had passed by then begins on the next day.</summary>
    [JsonPropertyName("f")] public DateTimeOffset? From { get; init; }
}

/// <summary>The pages with contacts that are called at a time in a zone.</summary>
internal sealed record IndexEntry(
    [property: JsonPropertyName("z")] string Zone, [property: JsonPropertyName("t")] TimeOnly Time, [property: JsonPropertyName("p")] IReadOnlyList<int> Pages);

/// <summary>A pass in progress over contacts due up to <paramref name="Through"/>, done before page <paramref name="Page"/>.</summary>
internal sealed record PassCursor(DateTimeOffset Through, int Page);

/// <summary>A shard's root record: a few KB, however many contacts.</summary>
internal sealed record RosterRoot
{
    /// <summary>Grows with each write. Pages are named after the write that they came with.</summary>
    public long Stamp { get; init; }

    public int Contacts { get; init; }

    public int Enabled { get; init; }

    /// <summary>Contacts due up to here were handled.</summary>
    public DateTimeOffset FiredThrough { get; init; }

    /// <summary>The next due time, or a little earlier; null: none.</summary>
    public DateTimeOffset? NextAt { get; init; }

    public PassCursor? Pass { get; init; }

    /// <summary>The current stamp of each contact page, 0 for none; zeros at the end are left out.</summary>
    public IReadOnlyList<long> Pages { get; init; } = [];

    /// <summary>The current stamp of the index page of each quarter of an hour of the local day, like <see cref="Pages"/>.</summary>
    public IReadOnlyList<long> Quarters { get; init; } = [];

    /// <summary>For each zone the quarters with calls, as 96 bits in hex.</summary>
    public IReadOnlyDictionary<string, string> Zones { get; init; } = new Dictionary<string, string>();

    /// <summary>Unused pages to delete.</summary>
    public IReadOnlyList<string> Trash { get; init; } = [];

    /// <summary>Names of calls to cancel, since their contacts are not called any more.</summary>
    public IReadOnlyList<string> Cancels { get; init; } = [];
}
