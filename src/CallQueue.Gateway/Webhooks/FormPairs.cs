using System.Net;
using System.Text;

namespace CallQueue.Webhooks;

/// <summary>Reads an application/x-www-form-urlencoded body: every pair, in its order, decoded. Signatures depend on all three.</summary>
internal static class FormPairs
{
    public static IReadOnlyList<KeyValuePair<string, string>> Read(ReadOnlySpan<byte> body)
    {
        var pairs = new List<KeyValuePair<string, string>>();
        foreach (string part in Encoding.UTF8.GetString(body).Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            int equals = part.IndexOf('=', StringComparison.Ordinal);
            (string name, string value) = equals < 0 ? (part, "") : (part[..equals], part[(equals + 1)..]);
            pairs.Add(KeyValuePair.Create(WebUtility.UrlDecode(name), WebUtility.UrlDecode(value)));
        }

        return pairs;
    }
}
