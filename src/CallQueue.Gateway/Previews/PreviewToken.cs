using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CallQueue.Businesses;

namespace CallQueue.Previews;

/// <summary>
/// A preview as one text. It says what was shown and where the business was, so every gateway can read it, also after a restart. It is bound to its
/// business and to the key that asked, which catches mistakes. It need not be secret or signed: a key may do without a preview whatever it may do with
/// one, and a token can only narrow what its command touches.
/// </summary>
internal sealed record PreviewToken(PreviewedCommand Command, PreviewMark Mark)
{
    public const int MostCharacters = 2_048;

    private const int CheckBytes = 16;

    /// <summary>Null when the text is not a token of a preview that this key has asked of this business.</summary>
    public static PreviewToken? Read(string text, BusinessId business, string key)
    {
        if (text.Length > MostCharacters || !Base64Url.IsValid(text)) return null;
        byte[] bytes = Base64Url.DecodeFromChars(text);
        if (bytes.Length <= CheckBytes) return null;
        byte[] content = bytes[CheckBytes..];
        if (!CryptographicOperations.FixedTimeEquals(bytes.AsSpan(0, CheckBytes), CheckOf(content, business, key))) return null;
        try
        {
            return JsonSerializer.Deserialize(content, GatewayJson.Context.PreviewToken) is { Command: not null, Mark: not null } token ? token : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public string Write(BusinessId business, string key)
    {
        byte[] content = JsonSerializer.SerializeToUtf8Bytes(this, GatewayJson.Context.PreviewToken);
        return Base64Url.EncodeToString([.. CheckOf(content, business, key), .. content]);
    }

    private static byte[] CheckOf(byte[] content, BusinessId business, string key) =>
        SHA256.HashData([.. Encoding.UTF8.GetBytes($"preview 1\n{business.Value}\n{key}\n"), .. content])[..CheckBytes];
}
