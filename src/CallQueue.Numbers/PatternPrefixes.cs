using System.Diagnostics.CodeAnalysis;

namespace CallQueue.Numbers;

/// <summary>
/// No I/O: the first three digits of everything that a pattern of the library's metadata can match at a number's start. May
/// hold more than those, never fewer: what a pattern says after its first three digits is not read.
/// </summary>
internal sealed class PatternPrefixes
{
    /// <summary>Prefixes are numbered 0 to 999.</summary>
    public const int Count = 1000;

    private const int Depth = 3;
    private readonly string _pattern;
    private int _at;

    private PatternPrefixes(string pattern) => _pattern = pattern;

    /// <summary>Marks the prefixes of <paramref name="pattern"/> in <paramref name="marks"/>, which has <see cref="Count"/> places. An empty match marks nothing.</summary>
    public static void Mark(string pattern, bool[] marks)
    {
        HashSet<string> found;
        try
        {
            var reading = new PatternPrefixes(pattern);
            found = reading.Alternatives();
            if (reading._at < pattern.Length) throw new FormatException();
        }
        catch (Exception e) when (e is FormatException or IndexOutOfRangeException)
        {
            // Syntax that the metadata does not use today: then the library is asked about every number.
            Array.Fill(marks, true);
            return;
        }

        foreach (string prefix in found)
        {
            if (prefix.Length == 0) continue;
            int width = prefix.Length switch { 1 => 100, 2 => 10, _ => 1 };
            Array.Fill(marks, true, int.Parse(prefix, System.Globalization.CultureInfo.InvariantCulture) * width, width);
        }
    }

    private HashSet<string> Alternatives()
    {
        HashSet<string> all = Sequence();
        while (_at < _pattern.Length && _pattern[_at] == '|')
        {
            _at++;
            all.UnionWith(Sequence());
        }

        return all;
    }

    private HashSet<string> Sequence()
    {
        HashSet<string> all = [""];
        while (_at < _pattern.Length && _pattern[_at] is not ('|' or ')')) all = Joined(all, Repeated());
        return all;
    }

    private HashSet<string> Repeated()
    {
        HashSet<string> once = One();
        if (_at >= _pattern.Length) return once;
        (int least, int most) = _pattern[_at] switch
        {
            '?' => (0, 1),
            '*' => (0, Depth),
            '+' => (1, Depth),
            '{' => Braces(),
            _ => (-1, -1),
        };
        if (least < 0) return once;
        _at++;
        HashSet<string> repeated = [""];
        HashSet<string> all = least == 0 ? [""] : [];
        for (int i = 1; i <= Math.Min(most, Math.Max(least, Depth)); i++)
        {
            repeated = Joined(repeated, once);
            if (i >= least) all.UnionWith(repeated);
        }

        return all;
    }

    /// <summary>{4} or {2,5}; stays on the closing brace.</summary>
    private (int Least, int Most) Braces()
    {
        int end = _pattern.IndexOf('}', _at);
        if (end < 0) throw new FormatException();
        string[] parts = _pattern[(_at + 1)..end].Split(',');
        _at = end;
        int least = int.Parse(parts[0], System.Globalization.CultureInfo.InvariantCulture);
        int most = parts.Length == 1 ? least : parts[1].Length == 0 ? Math.Max(least, Depth) : int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture);
        return (least, most);
    }

    private HashSet<string> One()
    {
        char next = _pattern[_at++];
        return next switch
        {
            '$' => [""],
            >= '0' and <= '9' => [next.ToString()],
            '\\' when _pattern[_at++] == 'd' => [.. "0123456789".Select(digit => digit.ToString())],
            '[' => Class(),
            '(' => Group(),
            _ => throw new FormatException(),
        };
    }

    private HashSet<string> Group()
    {
        if (_pattern[_at] == '?')
        {
            if (_pattern[_at + 1] != ':') throw new FormatException();
            _at += 2;
        }

        HashSet<string> inside = Alternatives();
        if (_pattern[_at++] != ')') throw new FormatException();
        return inside;
    }

    private HashSet<string> Class()
    {
        HashSet<string> all = [];
        while (_pattern[_at] != ']')
        {
            char first = _pattern[_at++];
            if (first is < '0' or > '9') throw new FormatException();
            char last = first;
            if (_pattern[_at] == '-')
            {
                last = _pattern[_at + 1];
                _at += 2;
            }

            for (char digit = first; digit <= last; digit++) all.Add(digit.ToString());
        }

        _at++;
        return all;
    }

    [SuppressMessage("Performance", "CA1845", Justification = "Built once for each calling code.")]
    private static HashSet<string> Joined(HashSet<string> firsts, HashSet<string> seconds)
    {
        HashSet<string> all = [];
        foreach (string first in firsts)
        {
            if (first.Length == Depth)
            {
                all.Add(first);
                continue;
            }

            foreach (string second in seconds) all.Add(first + second[..Math.Min(second.Length, Depth - first.Length)]);
        }

        return all;
    }
}
