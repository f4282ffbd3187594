namespace CallQueue.Conformance.Probes;

/// <summary>
/// An actor that does what a test asks. Plain enough for any host: arguments serialize, and what tests and probes share
/// lies in the <see cref="ProbeWorld"/>.
/// </summary>
public interface IProbe
{
    /// <summary>Notes a word in the probe's journal.</summary>
    Task NoteAsync(string note);

    /// <summary>Notes "begun {note}", waits for the gate, notes "ended {note}".</summary>
    Task WaitAsync(string note, string gate);

    /// <summary>Runs short pieces of code with awaits between them, and counts when two pieces run side by side.</summary>
    Task WorkAsync(int pieces);

    /// <summary>Adds to a sum that only memory holds.</summary>
    Task<int> AddAsync(int amount);

    /// <summary>Adds one to a counter that the record "count" holds; loaded at activation, saved by version.</summary>
    Task<int> CountAsync();

    /// <summary>Waits for the gate, then counts.</summary>
    Task<int> CountAfterAsync(string gate);

    /// <summary>What the instance knows of itself.</summary>
    Task<ProbeReport> ReportAsync();

    /// <summary>Saves as asked and answers the versions.</summary>
    Task<IReadOnlyList<string?>> SaveAsync(IReadOnlyList<ProbeWrite> writes);

    Task<ProbeRecord?> LoadAsync(string name);

    Task SetAlarmAsync(DateTimeOffset? dueAt);

    /// <summary>Sets the alarm several times without waiting in between.</summary>
    Task SetAlarmsAsync(IReadOnlyList<DateTimeOffset?> dueTimes);

    Task FailAsync(ProbeFailure failure, string message);

    /// <summary>Asks the last of <paramref name="keys"/> to note a word, through all those before it.</summary>
    Task PassAsync(IReadOnlyList<string> keys, string note);

    /// <summary>Lets another probe fail.</summary>
    Task LetFailAsync(string key, ProbeFailure failure, string message);
}
