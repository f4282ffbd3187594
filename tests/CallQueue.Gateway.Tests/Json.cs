using System.Text.Encodings.Web;
using System.Text.Json;

namespace CallQueue.Gateway.Tests;

/// <summary>How tests write JSON: letters of all languages as themselves.</summary>
internal static class Json
{
    public static JsonSerializerOptions Readable { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
