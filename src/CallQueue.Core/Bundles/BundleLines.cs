using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using CallQueue.Evidence;

namespace CallQueue.Bundles;

/// <summary>The first line of a bundle: what it is about, and the ledger from which it is taken.</summary>
internal sealed record ManifestLine
{
    public const string CurrentFormat = "callqueue-evidence-1";

    public required string Format { get; init; }

    public required string Business { get; init; }

    /// <summary>The run whose dials it has; null: it is not about one run.</summary>
    public string? Run { get; init; }

    /// <summary>The number whose dials it has; null: it is not about one number.</summary>
    public string? Number { get; init; }

    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>Whether it names persons.</summary>
    public required bool Personal { get; init; }

    /// <summary>Rows that the ledger no longer has because of their age; the first row has this number.</summary>
    public required long RowsDropped { get; init; }

    /// <summary>The number of the row that the ledger would write next.</summary>
    public required long NextRow { get; init; }

    /// <summary>The seal after the last row.</summary>
    public required byte[] Head { get; init; }

    /// <summary>The installation's key (ASN.1 SubjectPublicKeyInfo), which signs the last line.</summary>
    public required byte[] PublicKey { get; init; }
}

/// <summary>A page of the ledger: all that is needed to check its rows, or, where the bundle has none of them, to pass over it.</summary>
internal sealed record PageLine
{
    public required int Page { get; init; }

    /// <summary>The number of its first row.</summary>
    public required long First { get; init; }

    public required int Count { get; init; }

    /// <summary>The seal before it.</summary>
    public required byte[] Before { get; init; }

    /// <summary>Its digest, where the bundle has none of its rows.</summary>
    public byte[]? Digest { get; init; }

    /// <summary>The hashes of all its rows, one after the other, where the bundle has some of them.</summary>
    public byte[]? Hashes { get; init; }

    /// <summary>What the store keeps of each row's hash: eight bytes each.</summary>
    public byte[]? Checks { get; init; }

    /// <summary>The numbers of its rows that follow this line.</summary>
    public IReadOnlyList<long>? Rows { get; init; }
}

/// <summary>A row in words, with the bytes that were hashed.</summary>
internal sealed record RowLine
{
    public const string Hidden = "hidden";
    public const string Erased = "erased";

    public required long Row { get; init; }

    /// <summary><c>dial</c>, <c>end</c>, or <c>damaged</c>: its bytes in the store can't be read.</summary>
    public required string Kind { get; init; }

    public DateTimeOffset? At { get; init; }

    public DateTimeOffset? LocalTime { get; init; }

    [JsonPropertyName("timezone")] public string? TimeZone { get; init; }

    public string? To { get; init; }

    public string? Consent { get; init; }

    public string? Run { get; init; }

    public int? Index { get; init; }

    public string? CallId { get; init; }

    public int? Attempt { get; init; }

    public long? Lease { get; init; }

    public string? CarrierAccount { get; init; }

    public string? From { get; init; }

    /// <summary><c>window</c>, or <c>no window</c> where none was set.</summary>
    public string? AllowedBy { get; init; }

    public string? Window { get; init; }

    public long? DoNotCallVersion { get; init; }

    public long? OwnDoNotCallVersion { get; init; }

    public string? ContactCaps { get; init; }

    public int? CallsCounted { get; init; }

    /// <summary>Of an end: the number of the dial's row.</summary>
    public long? Dial { get; init; }

    /// <summary>Of an end: the outcome; <c>not_placed</c> where the carrier never made the call.</summary>
    public string? Outcome { get; init; }

    public long? TalkSeconds { get; init; }

    public string? CarrierCallId { get; init; }

    /// <summary>Why the person is not named: <see cref="Hidden"/> or <see cref="Erased"/>; null when the person is.</summary>
    public string? Personal { get; init; }

    /// <summary>The bytes that were hashed.</summary>
    public byte[]? Bytes { get; init; }

    /// <summary>The person's key on the page: what is shown of the person is what it decrypts.</summary>
    public byte[]? Key { get; init; }

    /// <param name="key">Null: the person is not named, for the reason <paramref name="unnamed"/>.</param>
    /// <returns>Null when the key does not fit.</returns>
    public static RowLine? Of(LedgerRow row, byte[]? key, string unnamed)
    {
        PersonalPart? person = key is null ? new PersonalPart() : PersonKeys.Open(key, row);
        if (person is null) return null;
        RowLine line = row switch
        {
            DialRow dial => Of(dial, person),
            EndRow end => new RowLine
            {
                Row = row.Number, Kind = "end", Dial = end.Dial, Outcome = end.Outcome is { } outcome ? JsonNamingPolicy.SnakeCaseLower.ConvertName(outcome.ToString()) : "not_placed",
                TalkSeconds = (long?)end.Talk?.TotalSeconds, CarrierCallId = person.CarrierCall,
            },
            _ => throw new ArgumentOutOfRangeException(nameof(row)),
        };
        return line with { At = row.At, Personal = key is null ? unnamed : null, Bytes = RowCodec.Canonical(row), Key = key };
    }

    private static RowLine Of(DialRow dial, PersonalPart person) => new()
    {
        Row = dial.Number, Kind = "dial", LocalTime = dial.LocalTime, TimeZone = dial.Zone, To = person.To, Consent = person.Consent, CallId = person.Call,
        Run = dial.Run, Index = dial.Run is null ? null : dial.Index, Attempt = dial.Attempt, Lease = dial.Lease, CarrierAccount = dial.Trunk, From = dial.From,
        AllowedBy = dial.Window is null ? "no window" : "window", Window = dial.Window, DoNotCallVersion = dial.EverybodyList, OwnDoNotCallVersion = dial.OwnList,
        ContactCaps = dial.Caps, CallsCounted = dial.Called,
    };
}

/// <summary>The last line: what comes before it, signed.</summary>
internal sealed record EndLine
{
    /// <summary>How many rows the bundle has.</summary>
    public required long Rows { get; init; }

    /// <summary>The first page that it has; null: none.</summary>
    public int? FirstPage { get; init; }

    /// <summary>SHA-256 of all lines before this one, line ends included.</summary>
    public required byte[] Sha256 { get; init; }

    /// <summary>Signs this line as it is without the signature.</summary>
    public byte[]? Signature { get; init; }
}

/// <summary>How the lines of a bundle are written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ManifestLine))]
[JsonSerializable(typeof(PageLine))]
[JsonSerializable(typeof(RowLine))]
[JsonSerializable(typeof(EndLine))]
internal sealed partial class BundleJson : JsonSerializerContext
{
    /// <summary>Without escaping '+', since people read the lines.</summary>
    public static BundleJson Lines { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
