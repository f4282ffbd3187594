using CallQueue.Storage;
using Microsoft.Data.Sqlite;

namespace CallQueue.Composition;

/// <summary>A copy of a sealed folder's data file for reading: unsealed, in its own folder that only this user can read, deleted afterwards.</summary>
internal sealed class SealedCopy : IDisposable
{
    private SealedCopy(string folder, Seal seal) => (Folder, Seal) = (folder, seal);

    public string Folder { get; }

    /// <summary>The seal of the folder itself.</summary>
    public Seal Seal { get; }

    /// <summary>Makes one; null when the folder is not sealed.</summary>
    /// <exception cref="DataFolderException">The folder can't be used.</exception>
    public static async Task<SealedCopy?> MakeAsync(string path, TimeProvider time)
    {
        using DataFolder folder = await DataFolder.TakeAsync(path, time);
        try
        {
            using SqliteConnection file = Connections.Open(folder.DatabasePath, SqliteOpenMode.ReadWrite);
            Schema.Ensure(file, folder);
            if (file.FindSeal() is not { } seal) return null;
            var copy = new SealedCopy(Directory.CreateTempSubdirectory("callqueue-").FullName, seal);
            copy.Fill(file);
            return copy;
        }
        catch (SqliteException e)
        {
            throw new DataFolderException(folder.Path, Faults.Explain(e, folder.DatabasePath), e);
        }
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private void Fill(SqliteConnection file)
    {
        try
        {
            using SqliteConnection copy = Connections.Open(Path.Combine(Folder, Path.GetFileName(file.DataSource)), SqliteOpenMode.ReadWriteCreate);
            file.BackupDatabase(copy);
            copy.Run("DELETE FROM moved");
        }
        catch
        {
            Dispose();
            throw;
        }
    }
}
