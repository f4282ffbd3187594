using CallQueue.Numbers;
using CallQueue.Problems;

namespace CallQueue.Guards;

/// <summary>Numbers in paths and queries, where a plus sign is easily lost.</summary>
internal static class NumberText
{
    public const string Field = "phone_number";

    /// <summary>
    /// The number in any spelling; null after adding the problems to <paramref name="problems"/>. Digits without plus sign are a
    /// number of the default country if they can be one, else they begin with a country code.
    /// </summary>
    public static PhoneNumber? Read(string field, string text, FieldProblems problems)
    {
        bool isBare = text.Length > 0 && text[0] is >= '1' and <= '9';
        if (isBare && problems.DefaultCountry is { } country && NumberReader.Read(text, country).Number is { } national) return national;
        // A plus sign in a query arrives as a blank.
        string whole = isBare || text is [' ', >= '1' and <= '9', ..] ? $"+{text.Trim()}" : text;
        NumberReading reading = NumberReader.Read(whole, problems.DefaultCountry);
        if (reading.Problem is { } problem) problems.Add(field, problem);
        return reading.Number;
    }
}
