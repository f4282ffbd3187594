using System.Collections.Concurrent;

namespace CallQueue.Conformance.Probes;

/// <summary>What a probe does about its alarm.</summary>
public enum AlarmAnswer
{
    /// <summary>Clears it.</summary>
    Clear,

    /// <summary>Neither sets nor clears it.</summary>
    Nothing,

    /// <summary>Throws.</summary>
    Throw,
}

/// <summary>
/// What a test and its probes share: gates, journals and instructions. It outlives instances and killed hosts, as a
/// test does. Any thread may use it.
/// </summary>
public sealed class ProbeWorld
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _gates = new();
    private readonly ConcurrentDictionary<string, int> _failingActivations = new();
    private readonly ConcurrentDictionary<string, AlarmAnswer> _alarmAnswers = new();
    private readonly Lock _gate = new();
    private readonly List<(string Key, string Note)> _journal = [];
    private readonly List<(string Key, string Note, int Times, TaskCompletionSource Met)> _awaited = [];
    private int _overlaps;

    /// <summary>How often two pieces of one instance's code ran side by side.</summary>
    public int Overlaps => Volatile.Read(ref _overlaps);

    public void Overlapped() => Interlocked.Increment(ref _overlaps);

    /// <summary>Completes when the gate is open. Gates are closed until then.</summary>
    public Task GateAsync(string name) => Gate(name).Task;

    public void Open(string name) => Gate(name).TrySetResult();

    /// <summary>Lets the next activations of a probe fail.</summary>
    public void FailActivations(string key, int times) => _failingActivations[key] = times;

    public bool MustFailActivation(string key)
    {
        if (!_failingActivations.TryGetValue(key, out var times) || times == 0) return false;
        _failingActivations[key] = times - 1;
        return true;
    }

    /// <summary>What a probe does about its alarm from now on; <see cref="AlarmAnswer.Clear"/> when nothing was said.</summary>
    public void OnAlarm(string key, AlarmAnswer answer) => _alarmAnswers[key] = answer;

    public AlarmAnswer AnswerOf(string key) => _alarmAnswers.GetValueOrDefault(key, AlarmAnswer.Clear);

    public void Note(string key, string note)
    {
        lock (_gate)
        {
            _journal.Add((key, note));
            foreach (var waiting in _awaited)
                if (waiting.Key == key && waiting.Note == note && CountOf(key, note) >= waiting.Times) waiting.Met.TrySetResult();
        }
    }

    /// <summary>All that a probe's instances noted, in order.</summary>
    public IReadOnlyList<string> Journal(string key)
    {
        lock (_gate) return [.. _journal.Where(entry => entry.Key == key).Select(entry => entry.Note)];
    }

    /// <summary>The newest notes of all probes, for whoever reads why a test failed.</summary>
    public override string ToString()
    {
        lock (_gate) return string.Join(", ", _journal.TakeLast(50).Select(entry => $"{entry.Key} {entry.Note}"));
    }

    public int Count(string key, string note)
    {
        lock (_gate) return CountOf(key, note);
    }

    /// <summary>Completes when a probe has noted something so many times.</summary>
    public Task WhenAsync(string key, string note, int times = 1)
    {
        lock (_gate)
        {
            if (CountOf(key, note) >= times) return Task.CompletedTask;
            var met = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _awaited.Add((key, note, times, met));
            return met.Task;
        }
    }

    private int CountOf(string key, string note) => _journal.Count(entry => entry.Key == key && entry.Note == note);

    private TaskCompletionSource Gate(string name) =>
        _gates.GetOrAdd(name, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
}
