namespace CallQueue.Commands;

/// <summary>What the process answers its caller. A contract: scripts switch on it.</summary>
internal enum ExitCode
{
    /// <summary>Done. For <c>dial</c>: every call of the run has ended, however.</summary>
    Done = 0,

    /// <summary>Something that nobody foresaw.</summary>
    Unexpected = 1,

    /// <summary>The command line, the settings or the file are wrong; nothing was dialed.</summary>
    BadInput = 2,

    /// <summary>The carrier account takes no calls until someone mends it. The rest waits.</summary>
    CarrierStopped = 3,

    /// <summary>The data folder can't be used: locked, damaged, not writable, disk full. What was done is kept.</summary>
    DataUnusable = 4,

    /// <summary>The run was stopped for good before everybody was dialed.</summary>
    RunStopped = 5,

    /// <summary>Interrupted; the same command goes on.</summary>
    Interrupted = 130,
}
