using System.Globalization;
using System.Text;

namespace CallQueue.Leads.Tests.Mutations;

internal sealed record Person(string Number, string Name, string Message);

/// <summary>How a program quotes cells.</summary>
internal enum Quoting
{
    WhereNeeded,
    Always,
    ByChance,
}

/// <summary>A valid list: some people, and one of the spellings in which programs write lists.</summary>
internal sealed class SomeList
{
    private static readonly string[] Names = ["Ann", "Bo", "Zoë", "O'Neil", "Smith, Jane", "Bob \"Bobby\" Ross", "王芳", "'s-Gravenhage", "Ng", "", "5'10\" Sam"];
    private static readonly string[] Messages = ["", "Hello", "Hello, you; there", "One\nTwo", "Dear you,\n\nplease call us.\nBye", "Size 12\"", "\"Quoted\"", "a|b\tc", "Kosten: 12,50 €"];
    private static readonly char[] Delimiters = [',', ';', '\t', '|'];
    private static readonly string[] Ends = ["\n", "\r\n", "\r"];

    private SomeList(Random random)
    {
        Delimiter = Delimiters[random.Next(Delimiters.Length)];
        End = Ends[random.Next(Ends.Length)];
        Quoting = (Quoting)random.Next(3);
        int encoding = random.Next(6);
        Encoding = encoding switch { 0 => new UTF8Encoding(true), 1 => new UnicodeEncoding(false, true), 2 => new UnicodeEncoding(true, true), _ => new UTF8Encoding(false) };
        HasDeclaration = random.Next(5) == 0;
        EndsLastLine = random.Next(4) > 0;
        int count = random.Next(1, 12);
        People = [.. Enumerable.Range(0, count).Select(i => new Person(NumberOf(i, random), Pick(Names, random), Pick(Messages, random)))];
        Columns = Columns.OrderBy(_ => random.Next()).Take(random.Next(1, 5)).ToArray();
        if (!Columns.Contains("phone")) Columns[random.Next(Columns.Length)] = "phone";
        if (!Columns.Contains("name")) People = [.. People.Select(p => p with { Name = "" })];
        if (!Columns.Contains("message")) People = [.. People.Select(p => p with { Message = "" })];
        Rows = [.. People.Select(person => Columns.Select(column => Cell(column, person, random)).ToArray())];
    }

    public List<Person> People { get; }

    public string[] Columns { get; } = ["phone", "name", "message", "note"];

    /// <summary>Cells as they are written, by person.</summary>
    public List<string[]> Rows { get; }

    public char Delimiter { get; }

    public string End { get; }

    public Encoding Encoding { get; }

    public Quoting Quoting { get; }

    private bool HasDeclaration { get; }

    private bool EndsLastLine { get; }

    public static SomeList Of(int seed) => new(new Random(seed));

    /// <summary>The list as lines: a declaration, the header, the people.</summary>
    public List<string> Lines()
    {
        List<string> lines = HasDeclaration ? [$"sep={Delimiter}"] : [];
        lines.Add(string.Join(Delimiter, Columns));
        lines.AddRange(Rows.Select(row => string.Join(Delimiter, row)));
        return lines;
    }

    /// <summary>Lines of a list before the first person.</summary>
    public int HeaderLines => HasDeclaration ? 2 : 1;

    public byte[] Bytes() => Bytes(Text());

    public byte[] Bytes(string text) => [.. Encoding.GetPreamble(), .. Encoding.GetBytes(text)];

    public string Text() => string.Join(End, Lines()) + (EndsLastLine ? End : "");

    private string Cell(string column, Person person, Random random)
    {
        string text = column switch { "phone" => person.Number, "name" => person.Name, "message" => person.Message, _ => Pick(Messages, random) };
        bool isNeeded = text.AsSpan().IndexOfAny([Delimiter, '"', '\n', '\r']) >= 0;
        bool isQuoted = isNeeded || Quoting == Quoting.Always || (Quoting == Quoting.ByChance && random.Next(3) == 0);
        return isQuoted ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }

    private static string NumberOf(int i, Random random) => random.Next(3) switch
    {
        0 => string.Create(CultureInfo.InvariantCulture, $"+120255501{i:00}"),
        1 => string.Create(CultureInfo.InvariantCulture, $"+4420794600{i:00}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"+9198765432{i:00}"),
    };

    private static string Pick(string[] from, Random random) => from[random.Next(from.Length)];
}
