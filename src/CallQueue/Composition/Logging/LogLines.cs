using System.Text;
using CallQueue.Access;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace CallQueue.Composition.Logging;

/// <summary>
/// The one log of a process: lines on standard error, and in a file if there is one. Not the console logger of the
/// framework: that one writes to the console alone, and <c>dial</c> needs its warnings above a display that is redrawn.
/// </summary>
internal sealed class LogLines : ILoggerProvider
{
    private readonly LogOptions _options;
    private readonly Action<string> _error;
    private readonly TimeProvider _time;

    /// <summary>The format on standard error; null: JSON, as in the file.</summary>
    private readonly TextFormat? _text;
    private readonly Lock _writing = new();
    private LogFile? _file;

    /// <summary>Lines for the file before it can be opened: a data folder must be locked first.</summary>
    private List<byte[]>? _early;

    /// <param name="options">What is written where.</param>
    /// <param name="error">Writes a line to standard error.</param>
    /// <param name="time">The clock.</param>
    public LogLines(LogOptions options, Action<string> error, TimeProvider time)
    {
        (_options, _error, _time) = (options, error, time);
        _early = options.File is null ? null : [];
        _text = options.IsJson ? null : new TextFormat(time.LocalTimeZone, showsStackTraces: options.Level <= LogLevel.Debug);
    }

    /// <summary>Makes this the only log of a host. Frameworks log warnings at most: their lines below hold whole URLs, or mean nothing to operators.</summary>
    public void AddTo(ILoggingBuilder logging)
    {
        LogLevel frameworks = _options.Level < LogLevel.Warning ? LogLevel.Warning : _options.Level;
        logging.ClearProviders().SetMinimumLevel(_options.Level);
        foreach (string category in (string[])["Microsoft", "Orleans", "Polly", "System"]) logging.AddFilter(category, frameworks);

        // As long as its log could have lines, ASP.NET Core makes an Activity for each request, and HttpClient one for each request of ours within it. Its lines are
        // below warnings. A tracer that listens still gets its activities.
        logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);

        // Whatever keeps a host from starting is reported once, as the error of the command.
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        logging.KeepAddressesOut();
        logging.Services.AddSingleton<ILoggerProvider>(_ => this);
    }

    /// <summary>Opens the file of the options, and writes the lines that came before.</summary>
    /// <exception cref="IOException">It can't be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It can't be written.</exception>
    public void OpenFile()
    {
        if (_options.File is not { } path) return;
        lock (_writing)
        {
            _file ??= new LogFile(path, e => FileFailed(path, e));
            foreach (byte[] line in _early ?? []) _file.Write(line);
            _early = null;
        }
    }

    public ILogger CreateLogger(string categoryName) => new Lines(this, categoryName);

    public void Dispose()
    {
        lock (_writing)
        {
            _file?.Dispose();
            _file = null;
        }
    }

    private void Write<TState>(in LogEntry<TState> entry)
    {
        LineBuffer buffer = LineBuffer.Take();
        try
        {
            Write(entry, _time.GetUtcNow(), buffer);
        }
        finally
        {
            buffer.GiveBack();
        }
    }

    private void Write<TState>(in LogEntry<TState> entry, DateTimeOffset at, LineBuffer buffer)
    {
        bool isForFile = _options.File is not null;
        bool isForError = entry.LogLevel >= _options.ErrorLevel;
        string? line = isForError ? _text?.Line(entry, at, buffer) : null;
        ReadOnlySpan<byte> json = isForFile || (isForError && line is null) ? JsonFormat.Line(entry, at, buffer) : default;
        if (isForError) line ??= Encoding.UTF8.GetString(json);
        lock (_writing)
        {
            if (line is not null) _error(line);
            if (!isForFile) return;
            if (_early is not null && _file is null) _early.Add(json.ToArray());
            else _file?.Write(json);

            // It may be the last line of a process that is about to end.
            if (entry.LogLevel >= LogLevel.Error) _file?.Flush();
        }
    }

    private void FileFailed(string path, IOException e)
    {
        lock (_writing) _error($"The log file {path} can't be written any more: {e.Message}");
    }

    private sealed class Lines(LogLines owner, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None && (logLevel >= owner._options.ErrorLevel || owner._options.File is not null);

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel)) owner.Write(new LogEntry<TState>(logLevel, category, eventId, state, exception, formatter));
        }
    }
}
