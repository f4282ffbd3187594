using System.Text;

namespace CallQueue.Hosting;

/// <summary>
/// What a page must hold as it is stored, to be worth reading: one of several texts. Comparing bytes is some fifty times cheaper than
/// reading the JSON. It never leaves out a page that has what is looked for; it may let others pass.
/// </summary>
internal sealed class PageFilter
{
    private readonly byte[][] _anyOf;

    private PageFilter(byte[][] anyOf) => _anyOf = anyOf;

    /// <summary>Every page is read.</summary>
    public static PageFilter None { get; } = new([]);

    /// <summary>Pages with one of these texts. They are compared as JSON stores them, so use only characters that it never escapes: ASCII letters, digits and quotation marks of names.</summary>
    public static PageFilter AnyOf(params IEnumerable<string> texts) => new([.. texts.Select(Encoding.ASCII.GetBytes)]);

    /// <summary>The longest part of a text that JSON stores as it is; null when it has none.</summary>
    public static string? StoredPartOf(string text)
    {
        (int start, int length) = (0, 0);
        for (int from = 0; from < text.Length; from++)
        {
            int to = from;
            while (to < text.Length && char.IsAsciiLetterOrDigit(text[to])) to++;
            if (to - from > length) (start, length) = (from, to - from);
            from = Math.Max(from, to);
        }

        return length == 0 ? null : text.Substring(start, length);
    }

    public bool MayHave(ReadOnlySpan<byte> page)
    {
        foreach (byte[] text in _anyOf) if (page.IndexOf(text) >= 0) return true;
        return _anyOf.Length == 0;
    }
}
