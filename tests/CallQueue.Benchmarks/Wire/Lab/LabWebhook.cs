using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CallQueue.Benchmarks.Wire.Lab;

/// <summary>A status callback with the fields that Twilio sends, and its signature.</summary>
internal static class LabWebhook
{
    private static readonly byte[] Key = Encoding.UTF8.GetBytes(LabAccount.Token);

    /// <summary>The body, and the header line with the signature of <paramref name="url"/> and the fields.</summary>
    [SuppressMessage("Security", "CA5350", Justification = "Twilio signs with HMAC-SHA1.")]
    public static (string Form, string Header) Write(string url, string sid, string to, string status, int sequence)
    {
        // Twilio signs the fields in the order of their names.
        (string Name, string Value)[] fields =
        [
            ("AccountSid", LabAccount.Sid), ("ApiVersion", "2010-04-01"), ("CallDuration", "0"), ("CallSid", sid), ("CallStatus", status),
            ("CallbackSource", "call-progress-events"), ("Called", to), ("Caller", LabAccount.Number), ("Direction", "outbound-api"), ("Duration", "0"),
            ("From", LabAccount.Number), ("SequenceNumber", sequence.ToString(CultureInfo.InvariantCulture)), ("SipResponseCode", "200"),
            ("Timestamp", "Mon, 30 Nov 2026 12:00:00 +0000"), ("To", to),
        ];
        var signed = new StringBuilder(url, 512);
        var form = new StringBuilder(512);
        foreach ((string name, string value) in fields)
        {
            if (status != "completed" && (name is "CallDuration" or "Duration" or "SipResponseCode")) continue;
            signed.Append(name).Append(value);
            form.Append(form.Length == 0 ? "" : "&").Append(name).Append('=').Append(value.Replace("+", "%2B", StringComparison.Ordinal).Replace(' ', '+').Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal));
        }

        string signature = Convert.ToBase64String(HMACSHA1.HashData(Key, Encoding.UTF8.GetBytes(signed.ToString())));
        return (form.ToString(), $"X-Twilio-Signature: {signature}\r\n");
    }
}
