using System.Globalization;

namespace CallQueue.Fences;

/// <summary>
/// No I/O: what a minute costs, by the longest prefix of the number. An operator writes it from a carrier's price list: the product has no prices of
/// its own. Lines of <c>prefix,price_per_minute</c>, such as <c>+44,0.015</c>; a first line without digits is a heading, # begins a comment.
/// </summary>
public sealed class PriceTable
{
    private readonly Dictionary<string, decimal> _prices;
    private readonly int _longest;

    private PriceTable(Dictionary<string, decimal> prices) => (_prices, _longest) = (prices, prices.Keys.Max(prefix => prefix.Length));

    /// <summary>The table of a text, or the problem of its first wrong line.</summary>
    public static (PriceTable? Table, string? Problem) Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        Dictionary<string, decimal> prices = new(StringComparer.Ordinal);
        string[] lines = text.ReplaceLineEndings("\n").Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            string line = lines[i].Trim();
            if (line.Length == 0 || line[0] == '#' || (i == 0 && !line.Any(char.IsAsciiDigit))) continue;
            string[] cells = line.Split([',', ';', '\t'], StringSplitOptions.TrimEntries);
            string prefix = cells[0].TrimStart('+');
            bool isPrice = decimal.TryParse(cells.ElementAtOrDefault(1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal price);
            if (cells.Length != 2 || prefix.Length is 0 or > 15 || prefix.AsSpan().ContainsAnyExceptInRange('0', '9') || !isPrice)
                return (null, $"line {i + 1} must be a prefix and a price per minute, such as +44,0.015; got '{line}'");
            if (!prices.TryAdd(prefix, price)) return (null, $"line {i + 1}: the prefix '{cells[0]}' appears twice; remove one of them");
        }

        return prices.Count == 0 ? (null, "has no line with a prefix and a price per minute") : (new PriceTable(prices), null);
    }

    /// <summary>The price of a minute to the number; null when no prefix of it has one.</summary>
    public decimal? PerMinute(PhoneNumber number)
    {
        string digits = number.Digits;
        for (int length = Math.Min(digits.Length, _longest); length > 0; length--)
            if (_prices.TryGetValue(digits[..length], out decimal price)) return price;
        return null;
    }
}
