namespace CallQueue.Leads.Sources;

/// <summary>One cell that is not empty.</summary>
/// <param name="Header">The column as the list calls it.</param>
internal readonly record struct LeadCell(LeadColumn Column, string Header, string Value);

/// <summary>One row, or one object; or a problem of the list as a whole.</summary>
/// <param name="Line">Its first line in the list.</param>
/// <param name="Problem">Why it can't be read as a whole; null when it can.</param>
internal sealed record LeadRow(int Line, IReadOnlyList<LeadCell> Cells, string? Problem = null)
{
    /// <summary>Not a row: a problem because of which no row of the list is certain.</summary>
    public LeadProblem? OfList { get; init; }

    /// <summary>The list ends right after this row's number, without a line end: a list that was cut off would look the same.</summary>
    public bool MayBeCut { get; init; }

    /// <param name="line">Null: the list as a whole.</param>
    public static LeadRow Whole(int? line, string text, string? column = null) => new(line ?? 0, []) { OfList = new LeadProblem(line, column, text) };
}
