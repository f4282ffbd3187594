using System.Runtime.InteropServices;

namespace CallQueue.Composition.Signals;

/// <summary>
/// Ctrl-C once: wait for live calls, then exit. Twice, or SIGTERM: exit now. A third one is left to the
/// operating system, which ends the process. Thread-safe.
/// </summary>
internal sealed class Interrupts : IDisposable
{
    private readonly CancellationTokenSource _once = new();
    private readonly CancellationTokenSource _now = new();
    private readonly List<PosixSignalRegistration> _registrations = [];

    /// <summary>Canceled by the first of either.</summary>
    public CancellationToken Once => _once.Token;

    /// <summary>Canceled by the second Ctrl-C, or by a termination.</summary>
    public CancellationToken Now => _now.Token;

    /// <summary>Listens to the operating system from here on.</summary>
    public Interrupts Listen()
    {
        _registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGINT, context => context.Cancel = Interrupt()));
        _registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => context.Cancel = Terminate()));
        return this;
    }

    /// <summary>Acts as Ctrl-C; false when there were already two.</summary>
    public bool Interrupt()
    {
        CancellationTokenSource next = _once.IsCancellationRequested ? _now : _once;
        return Cancel(next);
    }

    /// <summary>Acts as SIGTERM; false when it was already received.</summary>
    public bool Terminate()
    {
        bool isFirst = Cancel(_now);
        Cancel(_once);
        return isFirst;
    }

    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in _registrations) registration.Dispose();
        _once.Dispose();
        _now.Dispose();
    }

    /// <summary>Continuations must not run on the signal's thread.</summary>
    private static bool Cancel(CancellationTokenSource source)
    {
        if (source.IsCancellationRequested) return false;
        _ = source.CancelAsync();
        return true;
    }
}
