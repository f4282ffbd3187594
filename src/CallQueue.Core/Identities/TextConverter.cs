using System.Text.Json;
using System.Text.Json.Serialization;
using CallQueue.Carriers;

namespace CallQueue;

/// <summary>Writes a value type as its text, so that records and messages stay short and readable.</summary>
internal abstract class TextConverter<T>(Func<string, T> parse, Func<T, string> print) : JsonConverter<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        string text = reader.GetString() ?? throw new JsonException($"{typeof(T).Name} must not be null");
        try
        {
            return parse(text);
        }
        catch (Exception e) when (e is FormatException or ArgumentException)
        {
            throw new JsonException(e.Message, e);
        }
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(print(value));
}

internal sealed class PhoneNumberConverter() : TextConverter<PhoneNumber>(text => PhoneNumber.Parse(text).Respelled, number => number.Value);

internal sealed class BusinessIdConverter() : TextConverter<BusinessId>(text => new BusinessId(text), id => id.Value);

internal sealed class RunIdConverter() : TextConverter<RunId>(RunId.Parse, id => id.ToString());

internal sealed class CallIdConverter() : TextConverter<CallId>(CallId.Parse, id => id.ToString());

internal sealed class TrunkIdConverter() : TextConverter<TrunkId>(text => new TrunkId(text), id => id.Value);

internal sealed class CarrierCallIdConverter() : TextConverter<CarrierCallId>(text => new CarrierCallId(text), id => id.Value);
