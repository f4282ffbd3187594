using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CallQueue.Erasures;

/// <summary>
/// What was erased where. The number itself is not in it, nor a hash of it, from which it could be guessed: there are too few numbers.
/// </summary>
public sealed record ErasureReceipt
{
    /// <summary>The format of this version.</summary>
    public const string CurrentFormat = "callqueue-erasure-1";

    /// <summary>Always <see cref="CurrentFormat"/>.</summary>
    public required string Format { get; init; }

    public required string Business { get; init; }

    /// <summary>The number with all but its last four digits hidden.</summary>
    public required string NumberEnding { get; init; }

    /// <summary>When it was done (UTC).</summary>
    public required DateTimeOffset ErasedAt { get; init; }

    /// <summary>How many entries were erased, by the place where they were kept.</summary>
    public required IReadOnlyDictionary<string, long> Erased { get; init; }

    /// <summary>Whether the number is on a do-not-call list, where it stays: otherwise the next list would have the person called again.</summary>
    public required bool KeptOnDoNotCallList { get; init; }

    /// <summary>How often the number was taken off a do-not-call list: who did it and why stays, since nothing is undone without a trace.</summary>
    public required int KeptRemovals { get; init; }

    /// <summary>The installation's public key (ASN.1 SubjectPublicKeyInfo).</summary>
    public byte[]? PublicKey { get; init; }

    /// <summary>Signs the receipt as it is without the signature, as compact JSON in the order of its fields: ECDSA P-256 with SHA-256.</summary>
    public byte[]? Signature { get; init; }

    /// <summary>As it is signed and shown.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, ReceiptJson.Lines.ErasureReceipt);
}

/// <summary>How receipts are written.</summary>
[JsonSerializable(typeof(ErasureReceipt))]
internal sealed partial class ReceiptJson : JsonSerializerContext
{
    public static ReceiptJson Lines { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
