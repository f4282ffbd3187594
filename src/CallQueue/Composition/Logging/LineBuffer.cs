using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace CallQueue.Composition.Logging;

/// <summary>What one line is written into. A thread has one and uses it for all its lines, since a call writes several.</summary>
internal sealed class LineBuffer
{
    /// <summary>In bytes. A longer line's buffer is not kept.</summary>
    private const int LargestKept = 64 * 1024;

    // Lines are read by people, too: no \u0027 for an apostrophe. No browser interprets them.
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [ThreadStatic]
    private static LineBuffer? _free;

    private LineBuffer() => Json = new Utf8JsonWriter(Bytes, Readable);

    public ArrayBufferWriter<byte> Bytes { get; } = new(1024);

    /// <summary>Writes into <see cref="Bytes"/>.</summary>
    public Utf8JsonWriter Json { get; }

    public LogValues Values { get; } = new();

    /// <summary>This thread's buffer, empty. A value whose text is made here may log a line itself: that line gets another one.</summary>
    public static LineBuffer Take()
    {
        LineBuffer buffer = _free ?? new LineBuffer();
        _free = null;
        buffer.Bytes.ResetWrittenCount();
        buffer.Json.Reset();
        return buffer;
    }

    /// <summary>The line has been passed on.</summary>
    public void GiveBack()
    {
        Values.Clear();
        if (Bytes.Capacity <= LargestKept && Values.Capacity <= LargestKept) _free = this;
    }
}
