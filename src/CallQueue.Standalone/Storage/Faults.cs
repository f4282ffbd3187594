using CallQueue.Hosting;
using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace CallQueue.Storage;

/// <summary>Messages for people about SQLite's errors.</summary>
internal static class Faults
{
    public static StorageException ToStorageException(Exception fault, string file) =>
        new(fault is SqliteException sqlite ? Explain(sqlite, file) : $"The data file {file} could not be used ({fault.Message}).", fault);

    /// <summary>Whether the connection is still usable: the disk was full, or another process locked the file.</summary>
    public static bool LeavesConnectionSound(this SqliteException fault) => fault.SqliteErrorCode is SQLITE_FULL or SQLITE_BUSY;

    public static string Explain(SqliteException fault, string file) => fault.SqliteErrorCode switch
    {
        SQLITE_FULL => $"The disk is full, so {file} can't grow. Free some space; work then continues by itself.",
        SQLITE_CORRUPT or SQLITE_NOTADB =>
            $"The data file {file} is damaged ({fault.Message}). Stop the server, keep a copy of the file, and restore a backup.",
        SQLITE_READONLY or SQLITE_PERM or SQLITE_AUTH =>
            $"The data file {file} is read-only. Give this user write permission to it and to its folder.",
        SQLITE_CANTOPEN => $"The data file {file} can't be opened. Check that its folder exists and is writable.",
        SQLITE_BUSY or SQLITE_LOCKED => $"The data file {file} is locked by another program. Close the program that has it open.",
        SQLITE_IOERR => $"The disk failed while using {file} ({fault.Message}). Check the disk and its connection.",
        _ => $"The data file {file} could not be used ({fault.Message}).",
    };
}
