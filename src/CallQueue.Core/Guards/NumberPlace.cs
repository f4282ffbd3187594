using System.Globalization;

namespace CallQueue.Guards;

/// <summary>No I/O: where a number is kept. Part of the stored format.</summary>
internal readonly record struct NumberPlace(int Shard, int Page)
{
    /// <summary>Pages of each shard.</summary>
    public const int Pages = 64;

    public static NumberPlace Of(PhoneNumber number)
    {
        ulong hash = StableHash.Of((ulong)DigitsOf(number));
        return new NumberPlace((int)(hash >> 56), (int)(hash >> 48) & (Pages - 1));
    }

    /// <summary>A number from its digits: none begins with 0, so <see cref="NumberOf"/> can reverse it.</summary>
    public static long DigitsOf(PhoneNumber number) => long.Parse(number.Digits, NumberStyles.None, CultureInfo.InvariantCulture);

    public static PhoneNumber NumberOf(long digits) => PhoneNumber.Parse(string.Create(CultureInfo.InvariantCulture, $"+{digits}"));
}
