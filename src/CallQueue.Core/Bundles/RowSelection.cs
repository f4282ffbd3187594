using CallQueue.Evidence;

namespace CallQueue.Bundles;

/// <summary>No I/O: which rows a bundle has. Pages must come in their order, since an end's row is chosen by that of its dial.</summary>
internal sealed class RowSelection(EvidenceQuery query)
{
    private readonly HashSet<long> _dials = [];

    /// <summary>The chosen rows of a page. A damaged row is always chosen: nobody can tell what it was about.</summary>
    public IReadOnlyList<(long Number, LedgerRow? Row)> Of(LedgerPage page, IReadOnlyList<LedgerRow?> rows)
    {
        var persons = new Dictionary<int, bool>();
        List<(long, LedgerRow?)> chosen = [];
        for (int i = 0; i < rows.Count; i++)
            if (rows[i] is not { } row || IsChosen(row)) chosen.Add((page.First + i, rows[i]));
        return chosen;

        bool IsChosen(LedgerRow row) => row switch
        {
            DialRow dial => (query.Run is null || dial.Run == query.Run) && (query.Number is null || IsTo(dial)) && _dials.Add(dial.Number),
            EndRow end => _dials.Contains(end.Dial),
            _ => false,
        };

        bool IsTo(DialRow dial)
        {
            if (!persons.TryGetValue(dial.Person, out bool isTo))
                persons[dial.Person] = isTo = PageReader.PersonalPartOf(page, dial)?.To == query.Number?.Value;
            return isTo;
        }
    }
}
