using CallQueue.Storage;
using Microsoft.Data.Sqlite;

namespace CallQueue.Benchmarks.Load;

/// <summary>What the disk gives: the time of one small commit with nothing around it.</summary>
internal static class Disk
{
    private const int Commits = 300;

    /// <summary>The median of many commits of one 1 KB row, with the settings of the product's own writer.</summary>
    public static double CommitMilliseconds(LoadSettings settings, Durability durability)
    {
        string file = Path.Combine(settings.DataFolder, "disk.db");
        Directory.CreateDirectory(settings.DataFolder);
        using SqliteConnection connection = Connections.Open(file, SqliteOpenMode.ReadWriteCreate);
        connection.Run("PRAGMA page_size = 8192; PRAGMA journal_mode = WAL; PRAGMA fullfsync = ON; PRAGMA wal_autocheckpoint = 2000");
        connection.Run(durability == Durability.Full ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL");
        connection.Run("CREATE TABLE IF NOT EXISTS records (id INTEGER PRIMARY KEY, data BLOB NOT NULL)");
        using var write = new Statement(connection, "INSERT OR REPLACE INTO records (id, data) VALUES ($1, $2)", 2);
        var data = new byte[1024];
        List<double> times = [];
        for (int i = 0; i < Commits; i++)
        {
            long start = Rig.Time.GetTimestamp();
            write.Set(1, (long)(i % 64)).Set(2, data).Run();
            times.Add(Rig.Time.GetElapsedTime(start).TotalMilliseconds);
        }

        return new Sample(times).At(0.5);
    }
}
