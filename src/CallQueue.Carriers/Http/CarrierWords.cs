using System.Text;
using System.Text.Json;

namespace CallQueue.Http;

/// <summary>
/// What a carrier says about a rejected request, fit to be stored, logged and shown: one short line without the person's number,
/// which carriers like to repeat in their messages.
/// </summary>
internal static class CarrierWords
{
    private const int Longest = 200;

    /// <summary>Fewer digits in a row are codes and times; seven and more, with the usual separators between them, may be a telephone number.</summary>
    private const int DigitsOfANumber = 7;

    private static readonly string[] Fields = ["message", "error", "detail"];

    /// <summary>The carrier's message in <paramref name="body"/>; null when it has none, or is not JSON.</summary>
    public static string? In(string body)
    {
        if (JsonAnswer.ParseObject(body) is not JsonElement json) return null;
        foreach (string field in Fields)
            if (json.Text(field) is { } text && Clean(text) is { Length: > 0 } words) return words;
        return null;
    }

    /// <summary>Control characters become spaces, anything like a telephone number becomes <c>[number]</c>, and the rest is cut off.</summary>
    public static string Clean(string text)
    {
        var clean = new StringBuilder();
        for (int i = 0; i < text.Length && clean.Length < Longest;)
        {
            (int length, int digits) = NumberAt(text, i);
            if (digits >= DigitsOfANumber) clean.Append("[number]");
            else if (length > 0) clean.Append(text, i, length);
            else clean.Append(char.IsControl(text[i]) || char.IsSurrogate(text[i]) ? ' ' : text[i]);
            i += Math.Max(1, length);
        }

        return (clean.Length > Longest ? clean.ToString(0, Longest) : clean.ToString()).Trim();
    }

    /// <summary>The digits from <paramref name="at"/> on, with single separators between them; length 0 when there is no digit.</summary>
    private static (int Length, int Digits) NumberAt(string text, int at)
    {
        int digits = 0, end = at;
        for (int i = at; i < text.Length; i++)
        {
            if (char.IsDigit(text[i])) (digits, end) = (digits + 1, i + 1);
            else if (digits == 0 || i - end >= 2 || text[i] is not (' ' or '-' or '.' or '(' or ')' or '/')) break;
        }

        return (end - at, digits);
    }
}
