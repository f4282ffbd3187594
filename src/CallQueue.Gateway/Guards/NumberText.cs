using CallQueue.Problems;

namespace CallQueue.Guards;

/// <summary>Numbers in paths and queries, where a plus sign is easily lost.</summary>
internal static class NumberText
{
    public const string Field = "phone_number";

    /// <summary>The number, with or without its plus sign; null after adding the problems to <paramref name="problems"/>.</summary>
    public static PhoneNumber? Read(string field, string text, FieldProblems problems)
    {
        string trimmed = text.Trim();
        string whole = trimmed.Length > 0 && trimmed[0] is >= '1' and <= '9' ? $"+{trimmed}" : trimmed;
        if (PhoneNumber.TryParse(whole, out PhoneNumber number, out string? problem)) return number;
        problems.Add(field, problem);
        return null;
    }
}
