using System.Text.Json;

namespace CallQueue;

internal static class TestJson
{
    /// <summary>As records are stored.</summary>
    public static JsonSerializerOptions Options { get; } = CallQueueJson.Default.Options;

    /// <summary>The same, for people's eyes.</summary>
    public static JsonSerializerOptions Indented { get; } = new(Options) { WriteIndented = true };
}
