using System.Text;

namespace CallQueue.Leads.Tests.Mutations;

/// <summary>One fault in a valid list.</summary>
/// <param name="MustBeCalled">People who are still in the bytes; the others were taken out of them, which nobody can notice.</param>
internal sealed record Mutation(string Name, byte[] Bytes, IReadOnlyList<string> MustBeCalled)
{
    public static Mutation Of(SomeList list, int seed)
    {
        var random = new Random(seed + 1_000_000);
        string[] all = [.. list.People.Select(p => p.Number)];
        string text = list.Text();
        return random.Next(12) switch
        {
            0 => new("a mark more", list.Bytes(text.Insert(random.Next(text.Length + 1), "\"")), all),
            1 => new("a mark less", list.Bytes(Without(text, '"', random)), all),
            2 => new("two marks more at the ends of cells", list.Bytes(TwoMarks(list, random)), all),
            3 => new("a delimiter more", list.Bytes(text.Insert(random.Next(list.Lines()[0].Length, text.Length + 1), list.Delimiter.ToString())), all),
            4 => new("a delimiter less", list.Bytes(Without(text, list.Delimiter, random)), all),
            5 => Cut(list, random),
            6 => new("another line end", list.Bytes(OtherEnd(list, random)), all),
            7 => new("another encoding", Reencoded(text, random), all),
            8 => new("a zero byte", list.Bytes(text.Insert(random.Next(text.Length + 1), "\0")), all),
            9 => new("a cell twice", list.Bytes(Changed(list, random, row => [.. row, row[random.Next(row.Length)]])), all),
            10 => Shortened(list, random),
            _ => new("another delimiter in one row", list.Bytes(OtherDelimiter(list, random)), all),
        };
    }

    private static string Without(string text, char mark, Random random)
    {
        int[] places = [.. Enumerable.Range(0, text.Length).Where(i => text[i] == mark)];
        return places.Length == 0 ? text.Insert(text.Length / 2, "\"") : text.Remove(places[random.Next(places.Length)], 1);
    }

    /// <summary>Marks that may pair up over rows: at the beginning of one cell, at the end of another one further on.</summary>
    private static string TwoMarks(SomeList list, Random random)
    {
        (int first, int second) = (random.Next(list.Rows.Count), random.Next(list.Rows.Count));
        Mark(list.Rows[Math.Min(first, second)], random, cell => "\"" + cell);
        Mark(list.Rows[Math.Max(first, second)], random, cell => cell + "\"");
        return list.Text();
    }

    private static void Mark(string[] row, Random random, Func<string, string> mark)
    {
        int cell = random.Next(row.Length);
        row[cell] = mark(row[cell]);
    }

    private static Mutation Cut(SomeList list, Random random)
    {
        byte[] bytes = list.Bytes();
        byte[] kept = bytes[..random.Next(bytes.Length)];
        string left = list.Encoding.GetString(kept);
        return new Mutation("cut off", kept, [.. list.People.Select(p => p.Number).Where(number => left.Contains(number, StringComparison.Ordinal))]);
    }

    private static Mutation Shortened(SomeList list, Random random)
    {
        string text = Changed(list, random, row => row[..random.Next(row.Length)]);
        // A row whose cells are all empty is an empty line.
        bool isEmpty = list.Rows.Exists(row => Array.TrueForAll(row, cell => cell.Trim('"').Length == 0));
        return new Mutation("cells missing at the end", list.Bytes(text), [.. list.People.Select(p => p.Number).Where(number => !isEmpty || text.Contains(number, StringComparison.Ordinal))]);
    }

    private static string OtherEnd(SomeList list, Random random)
    {
        List<string> lines = list.Lines();
        int at = random.Next(lines.Count);
        string[] ends = ["\n", "\r\n", "\r", "\n\n", list.Columns.Length > 1 ? "" : "\n"];
        return string.Concat(lines.Select((line, i) => line + (i == at ? ends[random.Next(ends.Length)] : list.End)));
    }

    private static byte[] Reencoded(string text, Random random) => random.Next(4) switch
    {
        0 => Encoding.Latin1.GetBytes(text.Replace('€', 'E').Replace('王', 'W').Replace('芳', 'F')),
        1 => Encoding.Unicode.GetBytes(text),
        2 => Encoding.BigEndianUnicode.GetBytes(text),
        _ => Encoding.UTF32.GetBytes(text),
    };

    private static string Changed(SomeList list, Random random, Func<string[], string[]> change)
    {
        int at = random.Next(list.Rows.Count);
        list.Rows[at] = change(list.Rows[at]);
        return list.Text();
    }

    private static string OtherDelimiter(SomeList list, Random random)
    {
        List<string> lines = list.Lines();
        int at = random.Next(list.HeaderLines, lines.Count);
        return list.Text().Replace(lines[at], string.Join(list.Delimiter == ';' ? ',' : ';', list.Rows[at - list.HeaderLines]), StringComparison.Ordinal);
    }
}
