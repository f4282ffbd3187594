using System.Text.Json.Serialization;

namespace CallQueue;

/// <summary>A carrier account: the carrier's name and the account's public id, as in <c>twilio:AC0123…</c>.</summary>
[JsonConverter(typeof(TrunkIdConverter))]
public readonly record struct TrunkId
{
    public TrunkId(string value) => Value = Identifier.Checked(value, nameof(value));

    public string Value { get; }

    public override string ToString() => Value;
}
