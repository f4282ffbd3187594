using System.Text.Json;
using System.Text.Unicode;

namespace CallQueue.Hosting.Transfer;

/// <summary>Whether a record's bytes can be embedded in a line unchanged and be read back byte for byte.</summary>
internal static class RecordJson
{
    /// <summary>Below the readers' own limit of 64, because it is nested in an object.</summary>
    private const int DeepestNesting = 60;

    public static bool CanStandInLine(ReadOnlySpan<byte> data) =>
        !data.IsEmpty && !data.ContainsAny((byte)'\n', (byte)'\r') && !IsSpace(data[0]) && !IsSpace(data[^1]) && Utf8.IsValid(data) && IsJson(data);

    private static bool IsSpace(byte b) => b is (byte)' ' or (byte)'\t';

    private static bool IsJson(ReadOnlySpan<byte> data)
    {
        try
        {
            var reader = new Utf8JsonReader(data, new JsonReaderOptions { MaxDepth = DeepestNesting });
            while (reader.Read())
            {
                // To the end.
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
