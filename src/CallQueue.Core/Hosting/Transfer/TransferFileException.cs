namespace CallQueue.Hosting.Transfer;

/// <summary>A file is not an export, or incomplete. The message is a sentence for its user.</summary>
public sealed class TransferFileException : Exception
{
    public TransferFileException(long line, string? field, string problem, Exception? inner = null)
        : base($"line {line}{(field is null ? "" : $", field {field}")}: {problem}", inner) => (Line, Field) = (line, field);

    /// <summary>The line, counted from 1.</summary>
    public long Line { get; }

    /// <summary>The field of that line; null when it is about the line, or about the file from there on.</summary>
    public string? Field { get; }
}
