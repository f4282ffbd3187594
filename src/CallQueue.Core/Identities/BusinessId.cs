using System.Text.Json.Serialization;

namespace CallQueue;

/// <summary>A tenant's id, as <see cref="Identifier"/> allows.</summary>
[JsonConverter(typeof(BusinessIdConverter))]
public readonly record struct BusinessId
{
    public BusinessId(string value) => Value = Identifier.Checked(value, nameof(value));

    /// <summary>The default business.</summary>
    public static BusinessId Default { get; } = new("default");

    public string Value { get; }

    public override string ToString() => Value;
}
