using System.Globalization;
using System.Text;

namespace CallQueue.ChosenIds;

/// <summary>
/// One shard of the ids that submitters chose for calls of a business's runs. Prints and parses as <c>business~shard</c>.
/// Shards and pages are part of the stored format.
/// </summary>
public readonly record struct IdShard(BusinessId Business, int Shard)
{
    /// <summary>Shards of a business.</summary>
    public const int Shards = 64;

    /// <summary>Pages of each shard.</summary>
    internal const int Pages = 64;

    /// <summary>The shard that is aware of an id.</summary>
    public static IdShard Of(BusinessId business, string id) => new(business, (int)(HashOf(id) >> 58));

    /// <summary>The page of an id within its shard.</summary>
    internal static int PageOf(string id) => (int)(HashOf(id) >> 52) & (Pages - 1);

    /// <exception cref="FormatException">The text is not of that form.</exception>
    public static IdShard Parse(string text)
    {
        (string business, string shard) = Identifier.Split(text);
        return new IdShard(new BusinessId(business), int.Parse(shard, NumberStyles.None, CultureInfo.InvariantCulture));
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Business}{Identifier.Separator}{Shard}");

    /// <summary>FNV-1a with the finalizer of SplitMix64: ids that count up are spread far apart.</summary>
    internal static ulong HashOf(string id)
    {
        ulong hash = 14695981039346656037;
        foreach (byte one in Encoding.UTF8.GetBytes(id)) hash = (hash ^ one) * 1099511628211;
        hash = (hash ^ (hash >> 30)) * 0xBF58476D1CE4E5B9;
        hash = (hash ^ (hash >> 27)) * 0x94D049BB133111EB;
        return hash ^ (hash >> 31);
    }
}
