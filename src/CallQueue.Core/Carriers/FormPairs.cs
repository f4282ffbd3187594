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
        foreach (string part in form.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            int equals = part.IndexOf('=', StringComparison.Ordinal);
            string name = equals < 0 ? part : part[..equals];
            string value = equals < 0 ? "" : part[(equals + 1)..];
            pairs.Add(new(WebUtility.UrlDecode(name), WebUtility.UrlDecode(value)));
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

    /// <summary>The first value of <paramref name="name"/> that is not empty; null when there is none.</summary>
    public static string? First(this IReadOnlyList<KeyValuePair<string, string>> pairs, string name)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        foreach ((string key, string value) in pairs)
            if (key == name && value.Length > 0) return value;
        return null;
    }
}
