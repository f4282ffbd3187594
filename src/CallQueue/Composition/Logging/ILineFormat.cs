using Microsoft.Extensions.Logging.Abstractions;

namespace CallQueue.Composition.Logging;

/// <summary>Turns an event into one line (or, for people, a line and a stack trace). Phone numbers from outside are masked, and control characters escaped. Thread-safe.</summary>
internal interface ILineFormat
{
    string Line<TState>(in LogEntry<TState> entry, DateTimeOffset at);
}
