using CallQueue.Hosting;
using Microsoft.Data.Sqlite;

namespace CallQueue.Storage;

/// <summary>Opens connections to the data file, and runs statements that need no preparation.</summary>
internal static class Connections
{
    /// <summary>Opens a file. A new one is for this user only, and SQLite gives its other files (-wal, -shm) the same permissions.</summary>
    public static SqliteConnection Open(string file, SqliteOpenMode mode)
    {
        if (mode == SqliteOpenMode.ReadWriteCreate && !File.Exists(file)) PrivateFile.Open(file, FileMode.OpenOrCreate, share: FileShare.ReadWrite).Dispose();
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = file,
            Mode = mode,
            Pooling = false,
        }.ToString());
        try
        {
            connection.Open();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public static void Run(this SqliteConnection connection, string sql)
    {
        using var command = connection.Prepare(sql);
        command.ExecuteNonQuery();
    }

    public static long Scalar(this SqliteConnection connection, string sql)
    {
        using var command = connection.Prepare(sql);
        return (long)command.ExecuteScalar()!;
    }

    /// <summary>A command for <paramref name="sql"/>, a constant of this program.</summary>
    public static SqliteCommand Prepare(this SqliteConnection connection, string sql)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // every caller passes a constant
        command.CommandText = sql;
#pragma warning restore CA2100
        return command;
    }
}
