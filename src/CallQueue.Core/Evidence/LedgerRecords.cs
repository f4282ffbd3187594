using System.Text.Json.Serialization;

namespace CallQueue.Evidence;

/// <summary>A page of a dial ledger, as it is stored and as readers get it. Only <see cref="Keys"/> ever changes, when a person is erased.</summary>
public sealed record LedgerPage
{
    /// <summary>Its place among the pages: 0 is the first page ever.</summary>
    [JsonPropertyName("p")] public required int Number { get; init; }

    /// <summary>The number of its first row.</summary>
    [JsonPropertyName("f")] public required long First { get; init; }

    /// <summary>How many rows it has.</summary>
    [JsonPropertyName("n")] public required int Count { get; init; }

    /// <summary>The seal before it.</summary>
    [JsonPropertyName("s")] public required byte[] Before { get; init; }

    /// <summary>Texts that rows name by place.</summary>
    [JsonPropertyName("t")] public required IReadOnlyList<string> Texts { get; init; }

    /// <summary>The rows, each with its length before it.</summary>
    [JsonPropertyName("b")] public required byte[] Rows { get; init; }

    /// <summary>The first eight bytes of each row's hash: they name the row that was changed.</summary>
    [JsonPropertyName("c")] public required byte[] Checks { get; init; }

    /// <summary>The keys of its persons, 16 bytes each; zeros where one was dropped.</summary>
    [JsonPropertyName("k")] public required byte[] Keys { get; init; }
}

/// <summary>The dial ledger in the business's root: bounded by one page.</summary>
/// <param name="FirstPage">The oldest page that is kept; all numbers from it to that of <paramref name="Tail"/> are pages.</param>
/// <param name="FirstRow">The number of the first row that is kept.</param>
/// <param name="Before">The seal before the first page that is kept: it proves what was dropped because of its age.</param>
/// <param name="Tail">The page that is being filled.</param>
/// <param name="Head">The seal after <paramref name="Tail"/>.</param>
/// <param name="OldestAt">The time of the newest row on the oldest page (ms since 1970); null: not known, or there is no page.</param>
internal sealed record LedgerRecord(
    [property: JsonPropertyName("f")] int FirstPage,
    [property: JsonPropertyName("r")] long FirstRow,
    [property: JsonPropertyName("b")] byte[] Before,
    [property: JsonPropertyName("t")] LedgerPage Tail,
    [property: JsonPropertyName("h")] byte[] Head,
    [property: JsonPropertyName("o")] long? OldestAt);

/// <summary>A business's dial ledger at one moment: all that is needed to read its pages and to check them.</summary>
/// <param name="FirstPage">The oldest page that is kept.</param>
/// <param name="FirstRow">The number of the first row that is kept: so many rows were dropped because of their age.</param>
/// <param name="Before">The seal before the first page that is kept.</param>
/// <param name="Tail">The last page, not yet full; it may be empty.</param>
/// <param name="Head">The seal after <paramref name="Tail"/>.</param>
public sealed record LedgerHead(int FirstPage, long FirstRow, byte[] Before, LedgerPage Tail, byte[] Head)
{
    /// <summary>Rows ever written: the number of the next one.</summary>
    [JsonIgnore]
    public long NextRow => Tail.First + Tail.Count;

    /// <summary>The ledger of a business that has dialed nobody yet.</summary>
    public static LedgerHead Empty(BusinessId business)
    {
        byte[] start = HashChain.Start(business.Value);
        return new LedgerHead(0, 0, start, new PageBuilder(0, 0, start).ToPage(), start);
    }
}
