using System.Globalization;
using CallQueue.Leads.Columns;
using CallQueue.Leads.Sources;
using CallQueue.Leads.Sources.Csv;

namespace CallQueue.Leads;

/// <summary>What a person should know about how a valid list was read, as sentences.</summary>
internal sealed class ListNotes
{
    private readonly List<string> _sentences = [];

    public IReadOnlyList<string> Sentences => _sentences;

    public void Add(string sentence) => _sentences.Add(sentence);

    /// <summary>Cells below a column without a name, which nobody can ask for.</summary>
    public void OfNameless(int rows, int line)
    {
        if (rows == 1) Add(string.Create(CultureInfo.InvariantCulture, $"Line {line} has text in a column without a name; it is ignored."));
        else if (rows > 1) Add(string.Create(CultureInfo.InvariantCulture, $"{rows:N0} rows have text in a column without a name, such as line {line}; it is ignored."));
    }

    public void OfHeader(CsvHeader header)
    {
        string[] phones = [.. header.Phones.Select(i => header.Columns[i]!).OrderBy(c => c.Rank).Select(c => c.Header)];
        if (phones.Length > 1) Add($"Each person is called at the first number of {string.Join(", ", phones)} that is filled. (--phone-column chooses others.)");
        foreach (string name in header.Doubles) Add($"Several columns are called {name}; the first filled one of a row is used.");
        foreach (ListColumn column in header.Columns.OfType<ListColumn>().Where(c => c.Kind == LeadColumn.Variable && HeaderName.Key(c.Header) == "message"))
            Add($"The column {column.Header} is the CRM's own and is not spoken. (--map message={column.Header} speaks it.)");
    }
}
