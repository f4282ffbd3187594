using System.Globalization;

namespace CallQueue.Guards;

/// <summary>
/// One shard of the phone number guards, of one business or of the whole deployment (<see cref="Business"/> is null).
/// Prints and parses as <c>business~shard</c>, or <c>everybody:shard</c>.
/// </summary>
public readonly record struct GuardId
{
    /// <summary>Shards of every list: part of the stored format.</summary>
    public const int Shards = 256;

    private const string Everybody = "everybody:";

    public GuardId(BusinessId? business, int shard)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(shard);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(shard, Shards);
        (Business, Shard) = (business, shard);
    }

    public BusinessId? Business { get; }

    /// <summary>0 to <see cref="Shards"/> - 1.</summary>
    public int Shard { get; }

    /// <summary>The shard that is aware of a number.</summary>
    public static GuardId Of(BusinessId? business, PhoneNumber number) => new(business, NumberPlace.Of(number).Shard);

    /// <exception cref="FormatException">The text is not of that form.</exception>
    public static GuardId Parse(string text)
    {
        if (text.StartsWith(Everybody, StringComparison.Ordinal)) return new GuardId(null, Number(text[Everybody.Length..]));
        (string business, string shard) = Identifier.Split(text);
        return new GuardId(new BusinessId(business), Number(shard));
    }

    public override string ToString() => Business is { } business
        ? string.Create(CultureInfo.InvariantCulture, $"{business}{Identifier.Separator}{Shard}")
        : string.Create(CultureInfo.InvariantCulture, $"{Everybody}{Shard}");

    private static int Number(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
