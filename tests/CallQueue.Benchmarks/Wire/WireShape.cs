using System.Globalization;
using System.Text.RegularExpressions;

namespace CallQueue.Benchmarks.Wire;

/// <summary>Businesses, their slots, and how long a call talks: <c>1x200</c>, <c>20x20</c>, <c>1x3@5-25</c>.</summary>
/// <param name="Text">As it was given.</param>
/// <param name="Businesses">How many there are.</param>
/// <param name="Slots">Of each business.</param>
/// <param name="ShortestTalk">In milliseconds; 0: the end is sent at once.</param>
/// <param name="LongestTalk">In milliseconds.</param>
internal sealed partial record WireShape(string Text, int Businesses, int Slots, int ShortestTalk, int LongestTalk)
{
    public int AllSlots => Businesses * Slots;

    /// <summary>Null when the text is not a shape.</summary>
    public static WireShape? Parse(string text)
    {
        Match match = Pattern().Match(text);
        if (!match.Success) return null;
        int Number(string name, int otherwise) => match.Groups[name] is { Success: true, Value: var value } ? int.Parse(value, CultureInfo.InvariantCulture) : otherwise;
        int shortest = Number("from", 0);
        var shape = new WireShape(text, Number("businesses", 0), Number("slots", 0), shortest, Number("to", shortest));
        return shape.Businesses > 0 && shape.Slots > 0 && shape.LongestTalk >= shape.ShortestTalk ? shape : null;
    }

    /// <summary>The name of a business of this shape.</summary>
    public string Business(int index) => string.Create(CultureInfo.InvariantCulture, $"b{Businesses}x{Slots}-{index}");

    [GeneratedRegex("^(?<businesses>[0-9]{1,4})x(?<slots>[0-9]{1,4})(@(?<from>[0-9]{1,5})(-(?<to>[0-9]{1,5}))?)?$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
