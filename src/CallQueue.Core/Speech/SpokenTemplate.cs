using System.Text;

namespace CallQueue.Speech;

/// <summary>
/// A message with places for the fields of a call: <c>{{first_name}}</c>, or with a default <c>{{first_name|there}}</c>. Names are
/// compared without regard to case, blanks, <c>_</c> and <c>-</c>. A field's value is inserted as it is: places in it are not
/// replaced again. Immutable and thread-safe.
/// </summary>
public sealed class SpokenTemplate
{
    private const int LongestName = 100;
    private const string Open = "{{";
    private const string Close = "}}";

    private readonly IReadOnlyList<Piece> _pieces;

    private SpokenTemplate(IReadOnlyList<Piece> pieces, string? problem)
    {
        (_pieces, Problem) = (pieces, problem);
        Places = [.. pieces.Where(piece => piece.Place is not null).Select(piece => piece.Place!)];
    }

    /// <summary>The first malformed place, as the end of a sentence that begins with the field; null when there is none.</summary>
    public string? Problem { get; }

    /// <summary>Its places in their order, one for each time that a place is used.</summary>
    public IReadOnlyList<SpokenPlace> Places { get; }

    /// <summary>Reads any text. What looks like a place but is not one is kept as text, and is the <see cref="Problem"/>.</summary>
    public static SpokenTemplate Parse(string text) => Parse(text, out _);

    /// <inheritdoc cref="Parse(string)"/>
    /// <param name="steps">How many characters were looked at: it grows with the text and not faster, however the text is made.</param>
    internal static SpokenTemplate Parse(string text, out long steps)
    {
        ArgumentNullException.ThrowIfNull(text);
        List<Piece> pieces = [];
        string? problem = null;
        long looked = 0;
        (int from, int at, int end) = (0, Next(Open, 0), 0);
        while (at >= 0)
        {
            // A mark that was found stays known until it is passed: searching for it again at every place would take the square of the length.
            if (end >= 0 && end < at + 2) end = Next(Close, at + 2);
            int next = Next(Open, at + 2);
            if (end < 0 || (next >= 0 && next < end && text[next - 1] != '{'))
            {
                problem ??= $"has a place without its closing }}}}: {Shown(text, at, next < 0 ? text.Length : next)}; write {{{{name}}}}";
                AddText(text[from..(at + 2)]);
                (from, at) = (at + 2, next);
                continue;
            }

            AddText(text[from..at]);
            string inside = text[(at + 2)..end];
            string? wrong = Find(inside) ?? (end + 2 < text.Length && text[end + 2] == '}' ? "has three braces" : null);
            if (wrong is not null) problem ??= $"has a place that {wrong}: {Shown(text, at, Math.Min(end + 3, text.Length))}; write {{{{name}}}}, or {{{{name|default}}}}";
            pieces.Add(wrong is null ? new Piece(null, SpokenPlace.Of(inside)) : new Piece(text[at..(end + 2)], null));
            from = end + 2;
            at = next >= from || next < 0 ? next : Next(Open, from);
        }

        AddText(text[from..]);
        steps = looked;
        return new SpokenTemplate(pieces, problem);

        int Next(string mark, int start)
        {
            int found = text.IndexOf(mark, start, StringComparison.Ordinal);
            looked += (found < 0 ? text.Length : found + mark.Length) - start;
            return found;
        }

        void AddText(string literal)
        {
            if (literal.Length == 0) return;
            looked += literal.Length;
            int stray = literal.IndexOf(Close, StringComparison.Ordinal);
            if (stray >= 0) problem ??= $"has a closing }}}} without its opening {{{{: {Shown(literal, Math.Max(0, stray - 20), stray + 2)}; write {{{{name}}}}";
            pieces.Add(new Piece(literal, null));
        }
    }

    /// <summary>The text with its places filled in: the field's value, else the place's default, else nothing.</summary>
    /// <param name="fields">The call's fields.</param>
    /// <param name="escape">Applied to each value and default; null: they are inserted as they are.</param>
    public string Fill(SpokenFields fields, Func<string, string>? escape = null)
    {
        ArgumentNullException.ThrowIfNull(fields);
        if (_pieces is [{ Text: { } only }]) return only;
        var filled = new StringBuilder();
        foreach (Piece piece in _pieces)
        {
            if (piece.Place is not { } place) filled.Append(piece.Text);
            else if ((fields.Find(place.Name) ?? place.Default) is { } value) filled.Append(escape is null ? value : escape(value));
        }

        return filled.ToString();
    }

    /// <summary>The length that <see cref="Fill"/> would give without escaping, without building the text: many places can repeat one long value.</summary>
    internal long LengthWith(SpokenFields fields)
    {
        long length = 0;
        foreach (Piece piece in _pieces) length += piece.Place is { } place ? (fields.Find(place.Name) ?? place.Default)?.Length ?? 0 : piece.Text!.Length;
        return length;
    }

    private static string? Find(string inside)
    {
        string name = SpokenPlace.Of(inside).Name;
        return name.Length == 0 ? "names no field"
            : inside.AsSpan().IndexOfAny("{}\r\n") >= 0 ? "holds a brace or a line end"
            : name.Length > LongestName ? $"has a name of more than {LongestName} characters"
            : null;
    }

    private static string Shown(string text, int from, int to) => to - from <= 40 ? $"'{text[from..to]}'" : $"'{text[from..(from + 40)]}...'";

    /// <summary>Literal text, or a place.</summary>
    private readonly record struct Piece(string? Text, SpokenPlace? Place);
}

/// <summary>One place of a message.</summary>
/// <param name="Name">As it is written, without blanks around it.</param>
/// <param name="Default">Spoken where the field is blank; null: nothing is.</param>
public sealed record SpokenPlace(string Name, string? Default)
{
    /// <summary>As it is written.</summary>
    public override string ToString() => Default is null ? $"{{{{{Name}}}}}" : $"{{{{{Name}|{Default}}}}}";

    /// <summary>What names have in common that mean the same field: letters in one case, no blanks, no <c>_</c> and no <c>-</c>.</summary>
    public static string KeyOf(string name) => string.Create(
        (name ?? throw new ArgumentNullException(nameof(name))).Count(IsPart), name, static (key, from) =>
        {
            int at = 0;
            foreach (char c in from)
            {
                if (IsPart(c)) key[at++] = char.ToLowerInvariant(c);
            }
        });

    internal static SpokenPlace Of(string inside)
    {
        int bar = inside.IndexOf('|', StringComparison.Ordinal);
        return bar < 0 ? new SpokenPlace(inside.Trim(), null) : new SpokenPlace(inside[..bar].Trim(), inside[(bar + 1)..].Trim());
    }

    private static bool IsPart(char c) => c is not ('_' or '-' or '\u2010' or '\u2011') && !char.IsWhiteSpace(c);
}
