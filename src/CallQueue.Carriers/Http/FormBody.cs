using System.Buffers;
using System.Text;

namespace CallQueue.Http;

/// <summary>The body of a form, percent-encoded as <see cref="Carriers.FormPairs.Encode"/> does it, a space as %20.</summary>
internal sealed class FormBody
{
    private static readonly SearchValues<char> Unreserved = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~");

    private readonly ArrayBufferWriter<byte> _bytes = new(1024);

    /// <summary>What was added; valid until more is.</summary>
    public ReadOnlyMemory<byte> Bytes => _bytes.WrittenMemory;

    public void Add(ReadOnlySpan<char> name, ReadOnlySpan<char> value)
    {
        if (_bytes.WrittenCount > 0) _bytes.Write("&"u8);
        Encode(name);
        _bytes.Write("="u8);
        Encode(value);
    }

    /// <summary>The body of these pairs, in their order.</summary>
    public static ReadOnlyMemory<byte> Of(List<KeyValuePair<string, string>> pairs)
    {
        var form = new FormBody();
        foreach ((string name, string value) in pairs) form.Add(name, value);
        return form.Bytes;
    }

    private void Encode(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            int plain = text.IndexOfAnyExcept(Unreserved);
            if (plain < 0) plain = text.Length;
            Encoding.ASCII.GetBytes(text[..plain], _bytes);
            text = text[plain..];

            // Both halves of a surrogate pair are in it.
            int special = text.IndexOfAny(Unreserved);
            if (special < 0) special = text.Length;
            Escape(text[..special]);
            text = text[special..];
        }
    }

    private void Escape(ReadOnlySpan<char> text)
    {
        Span<byte> utf8 = stackalloc byte[4];
        foreach (Rune rune in text.EnumerateRunes())
        {
            int length = rune.EncodeToUtf8(utf8);
            Span<byte> escaped = _bytes.GetSpan(3 * length);
            for (int i = 0; i < length; i++)
            {
                escaped[3 * i] = (byte)'%';
                Convert.TryToHexString(utf8.Slice(i, 1), escaped.Slice((3 * i) + 1, 2), out _);
            }

            _bytes.Advance(3 * length);
        }
    }
}
