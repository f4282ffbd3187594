using System.Globalization;

namespace CallQueue.Numbers;

/// <summary>What a pattern of the library's metadata matches, as beginnings of numbers and the lengths of those numbers.</summary>
internal sealed class PatternRanges
{
    private const int Any = (1 << 10) - 1;

    private readonly string _pattern;
    private int _at;

    private PatternRanges(string pattern) => _pattern = pattern;

    /// <summary>Every beginning, with the length of the whole match. Digits at the end that may be any are left out of the beginning.</summary>
    public static IReadOnlySet<(string Prefix, int Length)> Of(string pattern)
    {
        var reading = new PatternRanges(pattern);
        List<int[]> all = reading.Alternatives();
        if (reading._at < pattern.Length) throw new FormatException($"'{pattern}' at {reading._at}");
        var ranges = new HashSet<(string, int)>();
        foreach (int[] digits in all)
        {
            int free = digits.Reverse().TakeWhile(digit => digit == Any).Count();
            foreach (string prefix in Expand(digits[..^free])) ranges.Add((prefix, digits.Length));
        }

        return ranges;
    }

    /// <summary>Ten beginnings that differ in their last digit only, with the same lengths, become one; what a shorter one covers goes.</summary>
    public static void Shorten(Dictionary<string, SortedSet<int>> ranges)
    {
        foreach (string prefix in ranges.Keys.OrderByDescending(prefix => prefix.Length).ToList())
        {
            if (prefix.Length == 0 || !ranges.TryGetValue(prefix, out SortedSet<int>? lengths)) continue;
            string[] siblings = [.. Enumerable.Range(0, 10).Select(digit => prefix[..^1] + digit.ToString(CultureInfo.InvariantCulture))];
            if (!siblings.All(sibling => ranges.TryGetValue(sibling, out SortedSet<int>? other) && other.SetEquals(lengths))) continue;
            foreach (string sibling in siblings) ranges.Remove(sibling);
            if (ranges.TryGetValue(prefix[..^1], out SortedSet<int>? known)) known.UnionWith(lengths);
            else ranges.Add(prefix[..^1], lengths);
        }

        foreach (string prefix in ranges.Keys.ToList())
            if (Enumerable.Range(1, Math.Max(0, prefix.Length - 1)).Any(length => ranges.TryGetValue(prefix[..length], out SortedSet<int>? wider) && wider.IsSupersetOf(ranges[prefix]))) ranges.Remove(prefix);
    }

    private static IEnumerable<string> Expand(int[] digits)
    {
        IEnumerable<string> all = [""];
        foreach (int mask in digits)
            all = [.. all.SelectMany(prefix => Enumerable.Range(0, 10).Where(digit => (mask & (1 << digit)) != 0).Select(digit => prefix + digit.ToString(CultureInfo.InvariantCulture)))];
        return all;
    }

    private List<int[]> Alternatives()
    {
        List<int[]> all = Sequence();
        while (_at < _pattern.Length && _pattern[_at] == '|')
        {
            _at++;
            all.AddRange(Sequence());
        }

        return all;
    }

    private List<int[]> Sequence()
    {
        List<int[]> all = [[]];
        while (_at < _pattern.Length && _pattern[_at] is not ('|' or ')'))
        {
            List<int[]> next = Repeated();
            all = [.. all.SelectMany(first => next.Select(second => (int[])[.. first, .. second]))];
        }

        return all;
    }

    private List<int[]> Repeated()
    {
        List<int[]> once = One();
        if (_at >= _pattern.Length || _pattern[_at] is not ('?' or '{')) return once;
        (int least, int most) = (0, 1);
        if (_pattern[_at] == '{')
        {
            int end = _pattern.IndexOf('}', _at);
            string[] ends = _pattern[(_at + 1)..end].Split(',');
            (least, most) = (int.Parse(ends[0], CultureInfo.InvariantCulture), int.Parse(ends[^1], CultureInfo.InvariantCulture));
            _at = end;
        }

        _at++;
        List<int[]> all = [], repeated = [[]];
        for (int count = 0; count <= most; count++)
        {
            if (count > 0) repeated = [.. repeated.SelectMany(first => once.Select(second => (int[])[.. first, .. second]))];
            if (count >= least) all.AddRange(repeated);
        }

        return all;
    }

    private List<int[]> One()
    {
        char next = _pattern[_at++];
        switch (next)
        {
            case >= '0' and <= '9':
                return [[1 << (next - '0')]];
            case '\\' when _pattern[_at++] == 'd':
                return [[Any]];
            case '[':
                int end = _pattern.IndexOf(']', _at);
                string inside = _pattern[_at..end];
                _at = end + 1;
                return [[Mask(inside)]];
            case '(':
                if (_pattern[_at] == '?') _at += 2;
                List<int[]> all = Alternatives();
                _at++;
                return all;
            default:
                throw new FormatException($"'{_pattern}' at {_at}");
        }
    }

    private static int Mask(string inside)
    {
        int mask = 0;
        for (int i = 0; i < inside.Length; i++)
        {
            char last = i + 2 < inside.Length && inside[i + 1] == '-' ? inside[i + 2] : inside[i];
            for (char digit = inside[i]; digit <= last; digit++) mask |= 1 << (digit - '0');
            if (last != inside[i]) i += 2;
        }

        return mask;
    }
}
