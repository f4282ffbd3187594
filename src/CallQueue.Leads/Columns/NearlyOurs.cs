namespace CallQueue.Leads.Columns;

/// <summary>Values that were meant for us but are misspelled, as opposed to the words of another system.</summary>
internal static class NearlyOurs
{
    private static readonly string[] Priorities = ["urgent", "high", "normal", "low"];

    /// <summary>One letter is missing, extra, wrong or exchanged with its neighbor.</summary>
    public static bool IsPriority(string text) => Array.Exists(Priorities, word => IsOneAway(text.Trim().ToLowerInvariant(), word));

    /// <summary>Area/City, whatever the area.</summary>
    public static bool IsTimeZone(string text) => text.IndexOf('/', StringComparison.Ordinal) is > 0 and var at && at < text.Length - 1 && !text.Contains(' ', StringComparison.Ordinal);

    /// <summary>A time of day, or two numbers with a dash: 9-5, 09:00 to 17:00.</summary>
    public static bool IsWindow(string text)
    {
        string dense = string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
        for (int i = 1; i + 1 < dense.Length; i++)
            if (dense[i] is ':' or '-' or '\u2013' && char.IsDigit(dense[i - 1]) && char.IsDigit(dense[i + 1])) return true;
        return false;
    }

    private static bool IsOneAway(string text, string word)
    {
        if (text == word || Math.Abs(text.Length - word.Length) > 1) return false;
        int same = 0;
        while (same < text.Length && same < word.Length && text[same] == word[same]) same++;
        ReadOnlySpan<char> a = text.AsSpan(same), b = word.AsSpan(same);
        if (a.Length > b.Length) return a[1..].SequenceEqual(b);
        if (a.Length < b.Length) return b[1..].SequenceEqual(a);
        return a[1..].SequenceEqual(b[1..]) || (a.Length > 1 && a[0] == b[1] && a[1] == b[0] && a[2..].SequenceEqual(b[2..]));
    }
}
