using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace CallQueue.CarrierLab;

/// <summary>Signs webhooks as the carriers do; written apart from the product's checks, so that a mistake does not agree with itself.</summary>
public static class LabSignatures
{
    [SuppressMessage("Security", "CA5350", Justification = "Twilio signs with HMAC-SHA1.")]
    public static string Twilio(string token, string url, IEnumerable<KeyValuePair<string, string>> form)
    {
        string sorted = string.Concat(form.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => f.Key + f.Value));
        return Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(token), Encoding.UTF8.GetBytes(url + sorted)));
    }

    public static string CallKaro(string secret, string time, string body) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{time}.{body}")));

    public static string PlivoV3(string token, string url, IEnumerable<KeyValuePair<string, string>> form, string nonce)
    {
        int at = url.IndexOf('?', StringComparison.Ordinal);
        string address = at < 0 ? url : url[..at];
        string query = at < 0 ? "" : string.Join('&', QueryHelpers.ParseQuery(url[at..])
            .SelectMany(pair => pair.Value.Select(value => $"{pair.Key}={value}")).OrderBy(pair => pair, StringComparer.Ordinal));
        string fields = string.Concat(form.OrderBy(f => f.Key, StringComparer.Ordinal).ThenBy(f => f.Value, StringComparer.Ordinal).Select(f => f.Key + f.Value));
        string text = query.Length > 0 ? $"{address}?{query}.{fields}.{nonce}" : $"{address}?{fields}.{nonce}";
        return Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(token), Encoding.UTF8.GetBytes(text)));
    }
}
