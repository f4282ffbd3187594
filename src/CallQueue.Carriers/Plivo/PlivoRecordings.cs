using CallQueue.Http;

namespace CallQueue.Carriers.Plivo;

/// <summary>Recordings in Plivo's words [docs/carrier-facts.md#recordings].</summary>
internal static class PlivoRecordings
{
    private const string MediaHost = "media.plivo.com";

    /// <summary>A recording in our words; null for a message that is about none. Plivo reports no other state than ready.</summary>
    public static CarrierRecording? Read(IReadOnlyList<KeyValuePair<string, string>> fields)
    {
        if (fields.First("RecordingID") is not { } id || !IsId(id) || fields.First("RecordUrl") is null) return null;
        // At the beginning of a background recording Plivo says -1.
        return Numbers.Int(fields.First("RecordingDuration")) < 0 ? null : new CarrierRecording(RecordingState.Ready, id, Numbers.Seconds(fields.First("RecordingDuration")));
    }

    /// <summary>The id becomes a part of a URL: letters, digits and hyphens.</summary>
    public static bool IsId(string text) => text.Length is > 0 and <= 64 && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');

    /// <summary>Whether the sound at a URL may be opened, and with the account's credentials: from Plivo's media host, or from where the API is.</summary>
    public static bool IsOurs(Uri url, string baseUrl)
    {
        var api = new Uri(baseUrl);
        bool isApi = url.Host == api.Host && url.Port == api.Port && url.Scheme == api.Scheme;
        return isApi || (url.Scheme == Uri.UriSchemeHttps && url.IsDefaultPort && url.Host == MediaHost);
    }
}
