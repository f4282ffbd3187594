using System.Runtime.InteropServices;

namespace CallQueue.Composition.Signals;

/// <summary>
/// Ctrl-C once: finish what is live and go. Twice, or a termination (SIGTERM): go now. A third one is left to the
/// operating system, which ends the process. Thread-safe.
/// </summary>
internal sealed class Interrupts : IDisposable
{
    private readonly CancellationTokenSource _once = new();
    private readonly CancellationTokenSource _now = new();
    private readonly List<PosixSignalRegistration> _registrations = [];

    /// <summary>Cancelled by the first of either.</summary>
    public CancellationToken Once => _once.Token;

    /// <summary>Cancelled by the second Ctrl-C, or by a termination.</summary>
    public CancellationToken Now => _now.Token;

    /// <summary>Listens to the operating system from here on.</summary>
    public Interrupts Listen()
    {
        _registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGINT, context => context.Cancel = Interrupt()));
        _registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => context.Cancel = Terminate()));
        return this;
    }

    /// <summary>As Ctrl-C; false when there had been two before.</summary>
    public bool Interrupt()
    {
        CancellationTokenSource next = _once.IsCancellationRequested ? _now : _once;
        return Cancel(next);
    }

    /// <summary>As SIGTERM; false when it was said before.</summary>
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

    /// <summary>Who waits for it must not run on the signal's thread.</summary>
    private static bool Cancel(CancellationTokenSource source)
    {
        if (source.IsCancellationRequested) return false;
        _ = source.CancelAsync();
        return true;
    }
}
