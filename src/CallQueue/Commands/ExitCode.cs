namespace CallQueue.Commands;

/// <summary>The exit codes of the process. A contract: scripts switch on them.</summary>
internal enum ExitCode
{
    /// <summary>Done. For <c>dial</c>: every call of the run has ended, with any outcome.</summary>
    Done = 0,

    /// <summary>An unexpected error.</summary>
    Unexpected = 1,

    /// <summary>The command line, the settings or the file are invalid; nothing was dialed.</summary>
    BadInput = 2,

    /// <summary>The carrier account rejects calls until someone fixes it. The rest waits.</summary>
    CarrierStopped = 3,

    /// <summary>The data folder can't be used (locked, damaged, not writable, disk full), or the server does not respond. Completed work is stored.</summary>
    DataUnusable = 4,

    /// <summary>The run was stopped permanently before everybody was dialed.</summary>
    RunStopped = 5,

    /// <summary>For <c>verify</c>: the bundle, or its ledger, was changed.</summary>
    NotGenuine = 6,

    /// <summary>Interrupted; running the same command again continues.</summary>
    Interrupted = 130,
}
