using CallQueue.Leads.Sources;

namespace CallQueue.Leads.Columns;

/// <summary>
/// Decides whether a column such as <c>Priority</c>, <c>Time Zone</c> or <c>Window</c> was made for us or is a CRM's own with other words. One
/// value of ours in it, or one that is nearly ours (hihg), makes it ours, and then every other value is a mistake. A column without
/// any is a variable. Columns that a person mapped are always ours.
/// </summary>
internal sealed class ForeignWords
{
    private readonly bool[] _isStrict = new bool[Enum.GetValues<LeadColumn>().Length];
    private readonly bool[] _hasOurs = new bool[Enum.GetValues<LeadColumn>().Length];
    private readonly (string Header, string Value, int Line)?[] _foreign = new (string, string, int)?[Enum.GetValues<LeadColumn>().Length];

    /// <param name="areAllOurs">The list was made for us.</param>
    public ForeignWords(LeadMapping mapping, bool areAllOurs = false)
    {
        Array.Fill(_isStrict, areAllOurs);
        foreach (string field in mapping.Fields.Keys) if (KnownColumns.Fields.TryGetValue(field, out LeadColumn column)) _isStrict[(int)column] = true;
    }

    /// <summary>The rules for the next reading of the same list, now that all of it is known.</summary>
    private ForeignWords(ForeignWords seen)
    {
        for (int i = 0; i < _isStrict.Length; i++) _isStrict[i] = seen._isStrict[i] || seen._foreign[i] is null || seen._hasOurs[i];
    }

    /// <summary>Values were taken for foreign words in a column that turned out to be ours: the list must be read again.</summary>
    public bool WereMistaken => Enumerable.Range(0, _isStrict.Length).Any(i => _hasOurs[i] && _foreign[i] is not null);

    public ForeignWords Decided() => new(this);

    public void SawOurs(LeadColumn column) => _hasOurs[(int)column] = true;

    /// <summary>Whether a value that is not ours is a foreign word rather than a mistake.</summary>
    public bool Allow(LeadColumn column, string header, string value, int line, Func<string, bool> isNearlyOurs)
    {
        if (_isStrict[(int)column]) return false;
        if (isNearlyOurs(value))
        {
            SawOurs(column);
            return false;
        }

        _foreign[(int)column] ??= (header, value, line);
        return true;
    }

    /// <summary>The columns that are read as variables, as sentences.</summary>
    public IEnumerable<string> Notes()
    {
        for (int i = 0; i < _foreign.Length; i++)
            if (_foreign[i] is var (header, value, line) && !_hasOurs[i])
                yield return FormattableString.Invariant($"The column {header} is read as a variable: '{Short(value)}' on line {line}, like all its values, is not a {NameOf((LeadColumn)i)} of ours. (--map {FieldOf((LeadColumn)i)}={header} makes it one.)");
    }

    private static string Short(string value) => value.Length <= 40 ? value : value[..40] + "...";

    private static string NameOf(LeadColumn column) => column == LeadColumn.TimeZone ? "time zone" : FieldOf(column);

    private static string FieldOf(LeadColumn column) => column == LeadColumn.TimeZone ? "timezone" : column.ToString().ToLowerInvariant();
}
