using System.Text;
using CallQueue.Hosting;
using Microsoft.Data.Sqlite;

namespace CallQueue.Storage;

/// <summary>
/// Which key a data file is encrypted with: a known text, encrypted with it, in a table of its own. A process with another key does not start.
/// </summary>
internal static class DataKey
{
    private const string Owner = "callqueue", Name = "data key";
    private static readonly byte[] Known = Encoding.ASCII.GetBytes("callqueue data key");

    /// <summary>Compares the key with the file's, and stores it where the file has none, or the former one.</summary>
    /// <exception cref="DataFolderException">The file is encrypted with another key, or with one while none is configured.</exception>
    public static void CheckKey(this SqliteConnection file, DataFolder folder, RecordCipher cipher)
    {
        file.Run("CREATE TABLE IF NOT EXISTS data_key (id INTEGER PRIMARY KEY CHECK (id = 1), proof BLOB NOT NULL)");
        byte[]? proof = Find(file);
        if (proof is null && !cipher.Encrypts) return;
        if (proof is not null)
        {
            try
            {
                cipher.Open(Owner, Name, proof);
            }
            catch (StorageException e)
            {
                throw new DataFolderException(folder.Path, cipher.KeyId is { } id
                    ? $"CALLQUEUE_DATA_KEY (its id is {id}) is not the key of {folder.DatabasePath}: {e.Message}. Set the right key; if you have changed it, set CALLQUEUE_DATA_KEY_FORMER to the one before."
                    : $"CALLQUEUE_DATA_KEY is missing: {folder.DatabasePath} is encrypted. Set it to the key that was used before.", e);
            }
        }

        if (!cipher.Encrypts) throw new DataFolderException(folder.Path, $"CALLQUEUE_DATA_KEY is missing: {folder.DatabasePath} is encrypted. Set it to the key that was used before.");
        using var keep = new Statement(file, "INSERT INTO data_key (id, proof) VALUES (1, $1) ON CONFLICT DO UPDATE SET proof = excluded.proof", 1);
        keep.Set(1, cipher.Seal(Owner, Name, Known)).Run();
    }

    private static byte[]? Find(SqliteConnection file)
    {
        using var find = new Statement(file, "SELECT proof FROM data_key");
        using SqliteDataReader row = find.Read();
        return row.Read() ? row.GetFieldValue<byte[]>(0) : null;
    }
}
