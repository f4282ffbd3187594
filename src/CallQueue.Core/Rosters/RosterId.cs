using System.Globalization;

namespace CallQueue.Rosters;

/// <summary>One shard of a business's roster. Prints and parses as <c>business~shard</c>.</summary>
public readonly record struct RosterId
{
    /// <summary>Shards of every roster: part of the stored format.</summary>
    public const int Shards = 16;

    public RosterId(BusinessId business, int shard)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(shard);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(shard, Shards);
        (Business, Shard) = (business, shard);
    }

    public BusinessId Business { get; }

    /// <summary>0 to <see cref="Shards"/> - 1.</summary>
    public int Shard { get; }

    /// <exception cref="FormatException">The text is not of that form.</exception>
    public static RosterId Parse(string text)
    {
        (string business, string shard) = Identifier.Split(text);
        return new RosterId(new BusinessId(business), int.Parse(shard, NumberStyles.None, CultureInfo.InvariantCulture));
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Business}{Identifier.Separator}{Shard}");
}
