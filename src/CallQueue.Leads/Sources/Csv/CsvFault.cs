namespace CallQueue.Leads.Sources.Csv;

/// <summary>A place where the quotation marks of a CSV text do not follow RFC 4180.</summary>
/// <param name="Line">The line on which the mark opens a cell; 1 is the first.</param>
/// <param name="Problem">The problem, as a sentence about that line.</param>
/// <param name="IsLocal">It concerns this line alone: the next line certainly begins a row.</param>
internal sealed record CsvFault(int Line, string Problem, bool IsLocal);
