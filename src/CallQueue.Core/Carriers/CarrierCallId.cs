using System.Text.Json.Serialization;

namespace CallQueue.Carriers;

/// <summary>
/// The carrier's own id of an attempt (Twilio CallSid, Plivo CallUUID). Never empty: an empty id in a Plivo DELETE would
/// end every call of the account.
/// </summary>
[JsonConverter(typeof(CarrierCallIdConverter))]
public sealed record CarrierCallId
{
    public CarrierCallId(string value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value);
        Value = CarrierText.Id(value);
    }

    public string Value { get; }

    public override string ToString() => Value;
}
