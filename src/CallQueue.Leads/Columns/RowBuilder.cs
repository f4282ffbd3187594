using CallQueue.Leads.Sources;

namespace CallQueue.Leads.Columns;

/// <summary>Puts the cells of one row or object in their places: which number is dialed, which name counts, what conflicts.</summary>
/// <param name="areDoublesRefused">Whether a variable that appears twice is a problem; otherwise the first filled one counts.</param>
internal sealed class RowBuilder(bool areDoublesRefused)
{
    private const string BetweenNumbers = " ::: ";
    private static readonly int Kinds = Enum.GetValues<LeadColumn>().Length;
    private readonly int[] _at = new int[Kinds];
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private List<LeadCell> _cells = [];
    private ListColumn? _phone;
    private ListColumn? _name;
    private string? _problem;

    public void Begin(int capacity)
    {
        (_cells, _phone, _name, _problem) = (new List<LeadCell>(capacity + 1), null, null, null);
        Array.Fill(_at, -1);
        if (areDoublesRefused) _names.Clear();
    }

    /// <summary>A cell that is not empty.</summary>
    public void Add(ListColumn column, string value)
    {
        switch (column.Kind)
        {
            case LeadColumn.Variable:
                AddVariable(column.Header, value);
                break;
            case LeadColumn.Phone:
                AddPhone(column, value);
                break;
            case LeadColumn.Name:
                AddName(column, value);
                break;
            default:
                AddOnly(column, value);
                break;
        }
    }

    public LeadRow Finish(int line)
    {
        if (_problem is not null) return new LeadRow(line, [], _problem);
        if (_name is null && (Of(LeadColumn.FirstName) is not null || Of(LeadColumn.LastName) is not null))
            _cells.Add(new LeadCell(LeadColumn.Name, "name", $"{Of(LeadColumn.FirstName)?.Trim()} {Of(LeadColumn.LastName)?.Trim()}".Trim()));
        return new LeadRow(line, _cells);
    }

    private string? Of(LeadColumn column) => _at[(int)column] is >= 0 and var at ? _cells[at].Value : null;

    private void AddVariable(string header, string value)
    {
        if (areDoublesRefused && !_names.Add(header)) _problem ??= Same(header, header);
        _cells.Add(new LeadCell(LeadColumn.Variable, header, value));
    }

    private void AddPhone(ListColumn column, string value)
    {
        int parts = value.IndexOf(BetweenNumbers, StringComparison.Ordinal);
        string first = parts < 0 ? value : value[..parts];
        if (_phone is { IsOwn: true } && column.IsOwn && Digits(_cells[_at[(int)LeadColumn.Phone]].Value) != Digits(first))
            _problem ??= $"the columns {_phone.Header} and {column.Header} have different numbers; keep one of them, or choose one with --phone-column";
        bool isBetter = _phone is null || column.Rank < _phone.Rank;
        if (isBetter && _phone is not null) Demote(_at[(int)LeadColumn.Phone]);
        if (isBetter) (_phone, _at[(int)LeadColumn.Phone]) = (column, _cells.Count);
        _cells.Add(new LeadCell(isBetter ? LeadColumn.Phone : LeadColumn.OtherPhone, column.Header, first));
        if (parts < 0) return;
        foreach (string more in value[(parts + BetweenNumbers.Length)..].Split(BetweenNumbers)) _cells.Add(new LeadCell(LeadColumn.OtherPhone, column.Header, more));
    }

    private void Demote(int at) => _cells[at] = _cells[at] with { Column = LeadColumn.OtherPhone };

    private void AddName(ListColumn column, string value)
    {
        bool isBetter = _name is null || column.Rank < _name.Rank;
        if (isBetter && _name is not null) _cells[_at[(int)LeadColumn.Name]] = _cells[_at[(int)LeadColumn.Name]] with { Column = LeadColumn.Variable };
        if (isBetter) (_name, _at[(int)LeadColumn.Name]) = (column, _cells.Count);
        _cells.Add(new LeadCell(isBetter ? LeadColumn.Name : LeadColumn.Variable, column.Header, value));
    }

    /// <summary>A field of a call: two columns of it must agree where both are filled.</summary>
    private void AddOnly(ListColumn column, string value)
    {
        int at = _at[(int)column.Kind];
        if (at < 0)
        {
            _at[(int)column.Kind] = _cells.Count;
            _cells.Add(new LeadCell(column.Kind, column.Header, value));
        }
        else if (column.Kind is not (LeadColumn.FirstName or LeadColumn.LastName) && _cells[at].Value.Trim() != value.Trim())
        {
            _problem ??= Same(_cells[at].Header, column.Header);
        }
    }

    private static string Digits(string text) => string.Concat(text.Where(char.IsDigit));

    private static string Same(string one, string other) => $"the columns {one} and {other} mean the same; keep one of them";
}
