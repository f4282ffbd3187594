using CallQueue.Leads.Sources;

namespace CallQueue.Leads.Columns;

/// <summary>A column of a list and what it is read as.</summary>
/// <param name="Header">Its name in the list; the variable's name where it is one.</param>
/// <param name="Rank">Of several columns that mean the same, the filled one with the lowest rank counts.</param>
internal sealed record ListColumn(LeadColumn Kind, string Header, int Rank = 0)
{
    /// <summary>One of our own names of the number, which must agree within a row.</summary>
    public bool IsOwn { get; init; }

    /// <summary>A person said what it means, so foreign words in it are mistakes.</summary>
    public bool IsChosen { get; init; }
}
