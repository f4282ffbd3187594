namespace CallQueue.Leads.Sources.Csv;

/// <summary>How a row of a text ends.</summary>
internal enum RowEnd
{
    /// <summary>The text ends with it.</summary>
    None,
    LineFeed,
    CarriageReturn,
    Both,
}

/// <summary>Line ends: CR LF, LF or CR.</summary>
internal static class LineEnds
{
    public static int Count(ReadOnlySpan<char> text)
    {
        int feeds = text.Count('\n');
        if (!text.Contains('\r')) return feeds;
        int alone = 0;
        for (int i = 0; i < text.Length; i++) if (text[i] == '\r' && (i + 1 == text.Length || text[i + 1] != '\n')) alone++;
        return feeds + alone;
    }

    /// <summary>Whether every line end is a line feed alone.</summary>
    public static bool AreFeeds(ReadOnlySpan<char> text) => !text.Contains('\r') && text.Contains('\n');
}
