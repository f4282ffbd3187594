using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using CallQueue.Businesses;

namespace CallQueue.Leads;

/// <summary>
/// The fingerprint of a run that was made from a list: equal only for the same bytes and options, whether the list was dialed from a
/// file or sent to a server, since a run must finish with the options that it was started with.
/// </summary>
public static class ListFingerprint
{
    // An option that a later version adds must not turn a run in progress into a different one.
    private static readonly JsonSerializerOptions WithoutNulls = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>The run's name when nobody chose one: the same list is the same run.</summary>
    public static string RunName(LeadCheck check)
    {
        ArgumentNullException.ThrowIfNull(check);
        return $"leads-{check.Fingerprint[..8]}";
    }

    /// <summary>Of a checked list and what all its calls have in common; the template's own data does not count.</summary>
    public static string Of(LeadCheck check, RunTemplate template)
    {
        ArgumentNullException.ThrowIfNull(check);
        ArgumentNullException.ThrowIfNull(template);
        string options = JsonSerializer.Serialize(template with { Data = null }, WithoutNulls);
        byte[] all = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{check.Fingerprint} {check.Total} {options}{check.Mapping.Text}"));
        return Convert.ToHexStringLower(SHA256.HashData(all));
    }
}
