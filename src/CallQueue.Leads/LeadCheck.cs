using System.Globalization;
using CallQueue.Speech;
using CallQueue.Validation;

namespace CallQueue.Leads;

/// <summary>The result of checking a file. It can be dialed when it <see cref="IsReadable"/>.</summary>
/// <param name="Total">People in it, wrong rows not counted.</param>
/// <param name="Fingerprint">SHA-256 of the file's bytes, as 64 hexadecimal digits: the same file is the same run.</param>
/// <param name="Problems">The problems in the order of the file; only the first of them.</param>
/// <param name="ProblemCount">How much is wrong in all.</param>
/// <param name="Notes">Valid but possibly unexpected facts, as sentences.</param>
public sealed record LeadCheck(int Total, string Fingerprint, IReadOnlyList<LeadProblem> Problems, int ProblemCount, IReadOnlyList<string> Notes)
{
    /// <summary>There are no problems, or only problems in rows that are skipped.</summary>
    public bool IsReadable { get; init; } = ProblemCount == 0;

    /// <summary>Every problem concerns a row alone, so that the others can be called with <see cref="LeadFileOptions.SkipInvalid"/>.</summary>
    public bool CanSkip { get; init; }

    /// <summary>What was said about the columns: the same bytes mean other people with another mapping.</summary>
    public LeadMapping Mapping { get; init; } = LeadMapping.None;

    /// <summary>Rows whose number appears on an earlier row, whether or not that is allowed.</summary>
    public int Duplicates { get; init; }

    /// <summary>Rows have a <c>custom_call_id</c>.</summary>
    public bool HasIds { get; init; }

    /// <summary>Places of the message that some people's data leave blank.</summary>
    public IReadOnlyList<BlankPlace> BlankPlaces { get; init; } = [];

    /// <summary>Numbers whose calls are special.</summary>
    public IReadOnlyList<SpecialNumberCount> SpecialNumbers { get; init; } = [];

    /// <summary>Problems that are not listed.</summary>
    public int Unlisted => ProblemCount - Problems.Count;
}

/// <summary>A problem in one place of a file.</summary>
/// <param name="Line">The line of the file, 1 is the first; where a row covers several lines, its first. Null: the file as a whole.</param>
/// <param name="Column">The column as the file calls it; null when the row as a whole is wrong.</param>
/// <param name="Text">The problem, as the end of a sentence that begins with the column.</param>
public sealed record LeadProblem(int? Line, string? Column, string Text)
{
    /// <summary>The row's place among all rows with people, 0 is the first. Null: the file as a whole.</summary>
    public int? Row { get; init; }

    /// <inheritdoc/>
    public override string ToString() => SafeText.Escaped((Line, Column) switch
    {
        ({ } line, { } column) => string.Create(CultureInfo.InvariantCulture, $"line {line}: {column} {Text}"),
        ({ } line, null) => string.Create(CultureInfo.InvariantCulture, $"line {line}: {Text}"),
        _ => Text,
    });
}
