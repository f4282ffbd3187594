using Microsoft.Extensions.Logging;

namespace CallQueue.Composition.Logging;

/// <summary>How a process writes its log.</summary>
internal sealed record LogOptions
{
    /// <summary>Lines of ours below this level are not written anywhere.</summary>
    public LogLevel Level { get; init; } = LogLevel.Information;

    /// <summary>Lines below this level are not written to standard error.</summary>
    public LogLevel ErrorLevel { get; init; } = LogLevel.Information;

    /// <summary>Standard error gets one JSON object a line, else text.</summary>
    public bool IsJson { get; init; }

    /// <summary>A file that gets every line as JSON; null: none.</summary>
    public string? File { get; init; }
}
