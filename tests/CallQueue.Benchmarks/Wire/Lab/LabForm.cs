using System.Globalization;
using System.Net;
using System.Text;

namespace CallQueue.Benchmarks.Wire.Lab;

/// <summary>What the lab reads of a create request.</summary>
/// <param name="To">The number to call.</param>
/// <param name="Url">The URL of its progress, without the fragment.</param>
/// <param name="Events">The events that the app asked for, in their order; <c>completed</c> alone when it named none, as with Twilio.</param>
internal sealed record LabForm(string To, string Url, IReadOnlyList<string> Events)
{
    private const string Scheme = "http://";
    private static readonly string[] Usual = ["completed"];

    /// <summary>Host and port.</summary>
    public string Authority => Url[Scheme.Length..Url.IndexOf('/', Scheme.Length)];

    /// <summary>Path and query, byte for byte as they are signed.</summary>
    public string Target => Url[Url.IndexOf('/', Scheme.Length)..];

    public int Port => int.Parse(Authority.AsSpan(Authority.IndexOf(':', StringComparison.Ordinal) + 1), NumberStyles.None, CultureInfo.InvariantCulture);

    public static LabForm Read(ReadOnlySpan<byte> body)
    {
        string text = Encoding.ASCII.GetString(body);
        string? to = null, callback = null;
        List<string>? events = null;
        foreach (Range range in text.AsSpan().Split('&'))
        {
            ReadOnlySpan<char> pair = text.AsSpan(range);
            int at = pair.IndexOf('=');
            ReadOnlySpan<char> name = pair[..at];
            if (name is "To") to = WebUtility.UrlDecode(pair[(at + 1)..].ToString());
            else if (name is "StatusCallback") callback = WebUtility.UrlDecode(pair[(at + 1)..].ToString());
            else if (name is "StatusCallbackEvent") (events ??= []).Add(pair[(at + 1)..].ToString());
        }

        if (to is null || callback is null) throw new FormatException("To or StatusCallback is missing");
        return new LabForm(to, callback.Split('#')[0], events ?? (IReadOnlyList<string>)Usual);
    }
}
