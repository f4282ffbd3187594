using System.Globalization;
using Microsoft.Data.Sqlite;

namespace CallQueue.Storage;

/// <summary>The seal of a folder that was exported.</summary>
internal sealed record Seal(string ExportId, DateTimeOffset At)
{
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"on {At:yyyy-MM-dd} at {At:HH:mm:ss} UTC (export {ExportId})");
}

/// <summary>The import that filled a folder.</summary>
internal sealed record Arrival(string ExportId, bool IsWhole);

/// <summary>The record in a data file of its export and its import.</summary>
internal static class Moves
{
    public static Seal? FindSeal(this SqliteConnection connection)
    {
        using var find = new Statement(connection, "SELECT export_id, at FROM moved");
        using var row = find.Read();
        return row.Read() ? new Seal(row.GetString(0), new DateTimeOffset(row.GetInt64(1), TimeSpan.Zero)) : null;
    }

    public static Arrival? FindArrival(this SqliteConnection connection)
    {
        using var find = new Statement(connection, "SELECT export_id, whole FROM imported");
        using var row = find.Read();
        return row.Read() ? new Arrival(row.GetString(0), row.GetInt64(1) != 0) : null;
    }

    public static void Add(this SqliteConnection connection, Seal seal)
    {
        using var add = new Statement(connection, "INSERT INTO moved (export_id, at) VALUES ($1, $2)", 2);
        add.Set(1, seal.ExportId).Set(2, seal.At.UtcTicks).Run();
    }

    public static void Add(this SqliteConnection connection, Arrival arrival, DateTimeOffset at)
    {
        using var add = new Statement(connection, "INSERT INTO imported (export_id, at, whole) VALUES ($1, $2, $3)", 3);
        add.Set(1, arrival.ExportId).Set(2, at.UtcTicks).Set(3, arrival.IsWhole ? 1 : 0).Run();
    }

    /// <exception cref="DataFolderException">Its calls were exported, or its import is incomplete.</exception>
    public static void CheckHere(this SqliteConnection connection, DataFolder folder)
    {
        if (connection.FindSeal() is { } seal)
            throw new DataFolderException(
                folder.Path,
                $"The data folder {folder.Path} was exported {seal} and is sealed: it dials no more calls and accepts no changes. " +
                "Import the file where the calls are to continue. If it was never imported anywhere, callqueue export --undo reopens the folder.");
        if (connection.FindArrival() is { IsWhole: false })
            throw new DataFolderException(
                folder.Path, $"An import into the data folder {folder.Path} was interrupted. Run the same callqueue import again to continue.");
    }
}
