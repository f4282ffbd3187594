using System.Net;
using System.Text;

namespace CallQueue.Carriers;

/// <summary>Reads and writes <c>name=value&amp;…</c>, in order and with repetitions.</summary>
public static class FormPairs
{
    /// <summary>The pairs of a URL's query; a leading '?' is skipped.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> ParseQuery(string query)
    {
        ArgumentNullException.ThrowIfNull(query);
        return Parse(query.TrimStart('?'));
    }

    /// <summary>Every pair of a form, decoded ('+' and %20 are both a space), in its order: signatures depend on all three.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Parse(string form)
    {
        ArgumentNullException.ThrowIfNull(form);
        var pairs = new List<KeyValuePair<string, string>>();
        for (ReadOnlySpan<char> rest = form; !rest.IsEmpty;)
        {
            ReadOnlySpan<char> part = Next(ref rest, '&');
            if (part.IsEmpty) continue;
            ReadOnlySpan<char> name = Next(ref part, '=');
            pairs.Add(new(Decoded(name.ToString()), Decoded(part.ToString())));
        }

        return pairs;
    }

    /// <summary>The same of a form in UTF-8; other bytes become U+FFFD.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Parse(ReadOnlySpan<byte> form)
    {
        // What Twilio sends about the end of a call has some twenty.
        var pairs = new List<KeyValuePair<string, string>>(form.IsEmpty ? 0 : 24);
        while (!form.IsEmpty)
        {
            ReadOnlySpan<byte> part = Next(ref form, (byte)'&');
            if (part.IsEmpty) continue;
            ReadOnlySpan<byte> name = Next(ref part, (byte)'=');
            pairs.Add(new(Decoded(Encoding.UTF8.GetString(name)), Decoded(Encoding.UTF8.GetString(part))));
        }

        return pairs;
    }

    /// <summary>The pairs percent-encoded, a space as %20.</summary>
    public static string Encode(IEnumerable<KeyValuePair<string, string>> pairs)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        var text = new StringBuilder();
        foreach ((string name, string value) in pairs)
        {
            if (text.Length > 0) text.Append('&');
            text.Append(Uri.EscapeDataString(name)).Append('=').Append(Uri.EscapeDataString(value));
        }
        return text.ToString();
    }

    /// <summary>What comes before the next separator, or all; <paramref name="rest"/> is then what comes behind it.</summary>
    private static ReadOnlySpan<T> Next<T>(ref ReadOnlySpan<T> rest, T separator) where T : IEquatable<T>
    {
        int at = rest.IndexOf(separator);
        ReadOnlySpan<T> next = at < 0 ? rest : rest[..at];
        rest = at < 0 ? [] : rest[(at + 1)..];
        return next;
    }

    private static string Decoded(string text) => text.AsSpan().ContainsAny('%', '+') ? WebUtility.UrlDecode(text) : text;

    /// <summary>The first value of <paramref name="name"/> that is not empty; null when there is none.</summary>
    public static string? First(this IReadOnlyList<KeyValuePair<string, string>> pairs, string name)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        for (int i = 0; i < pairs.Count; i++)
            if (pairs[i] is { Value.Length: > 0 } pair && pair.Key == name) return pair.Value;
        return null;
    }
}
