using System.Text.Json.Serialization;

namespace CallQueue.Rosters.Pages;

/// <summary>A contact as its page holds it.</summary>
internal sealed record ContactEntry
{
    [JsonPropertyName("c")] public required Contact Contact { get; init; }

    /// <summary>Local dates up to this one have had their call: the time was changed after it.</summary>
    [JsonPropertyName("s")] public DateOnly? SkipThrough { get; init; }

    /// <summary>When its time was last set: a time that had passed by then begins on the next day.</summary>
    [JsonPropertyName("f")] public DateTimeOffset? From { get; init; }
}

/// <summary>The contact pages on which somebody is called at a time in a zone.</summary>
internal sealed record IndexEntry(
    [property: JsonPropertyName("z")] string Zone, [property: JsonPropertyName("t")] TimeOnly Time, [property: JsonPropertyName("p")] IReadOnlyList<int> Pages);

/// <summary>A pass under way: everybody due up to <paramref name="Through"/>, done before page <paramref name="Page"/>.</summary>
internal sealed record PassCursor(DateTimeOffset Through, int Page);

/// <summary>A shard's root record: a few KB, however many contacts.</summary>
internal sealed record RosterRoot
{
    /// <summary>Grows with each write. Pages are named after the write that they came with.</summary>
    public long Stamp { get; init; }

    public int Contacts { get; init; }

    public int Enabled { get; init; }

    /// <summary>Who was due up to here has been seen to.</summary>
    public DateTimeOffset FiredThrough { get; init; }

    /// <summary>When somebody is next due, or a little earlier; null: nobody ever.</summary>
    public DateTimeOffset? NextAt { get; init; }

    public PassCursor? Pass { get; init; }

    /// <summary>The current stamp of each contact page, 0 for none; zeros at the end are left out.</summary>
    public IReadOnlyList<long> Pages { get; init; } = [];

    /// <summary>The current stamp of the index page of each quarter of an hour of the local day, like <see cref="Pages"/>.</summary>
    public IReadOnlyList<long> Quarters { get; init; } = [];

    /// <summary>For each zone the quarters in which somebody is called there, as 96 bits in hex.</summary>
    public IReadOnlyDictionary<string, string> Zones { get; init; } = new Dictionary<string, string>();

    /// <summary>Pages that are not used any more and are to be deleted.</summary>
    public IReadOnlyList<string> Trash { get; init; } = [];

    /// <summary>Names of calls that are to be canceled, as their contacts are not called any more.</summary>
    public IReadOnlyList<string> Cancels { get; init; } = [];
}
