using Microsoft.Data.Sqlite;

namespace CallQueue.Storage;

/// <summary>Creates a new data file, or checks that an existing one is ours and not newer than this program.</summary>
internal static class Schema
{
    public const long Version = 2;

    /// <summary>"CQSQ": distinguishes this program's files from other SQLite files.</summary>
    private const long ApplicationId = 0x43515351;

    /// <exception cref="DataFolderException">The file belongs to another program, or to a newer version of this one.</exception>
    public static void Ensure(SqliteConnection connection, DataFolder folder)
    {
        if (connection.Scalar("PRAGMA application_id") == ApplicationId) CheckVersion(connection, folder);
        else if (connection.Scalar("SELECT count(*) FROM sqlite_schema") == 0) Create(connection);
        else throw new DataFolderException(
            folder.Path, $"{folder.DatabasePath} belongs to another program. Choose another data folder; the file was not changed.");
    }

    private static void CheckVersion(SqliteConnection connection, DataFolder folder)
    {
        var found = connection.Scalar("PRAGMA user_version");
        if (found > Version)
            throw new DataFolderException(
                folder.Path,
                $"{folder.DatabasePath} was written by a newer version (its format is {found}, this program supports {Version}). " +
                "Install the newer version again; the file was not changed.");
        for (var version = found + 1; version <= Version; version++) Step(connection, version);
    }

    /// <summary>From one version to the next, all or nothing.</summary>
    private static void Step(SqliteConnection connection, long version) =>
        connection.Run($"BEGIN IMMEDIATE; {Read($"schema.{version}.sql")} PRAGMA user_version = {version}; COMMIT");

    /// <summary>Page size and vacuum mode can only be chosen before the first table.</summary>
    private static void Create(SqliteConnection connection)
    {
        connection.Run("PRAGMA page_size = 8192");
        connection.Run("PRAGMA auto_vacuum = INCREMENTAL");
        connection.Run("PRAGMA journal_mode = WAL");
        connection.Run($"BEGIN IMMEDIATE; {Read("schema.sql")} {Read("schema.2.sql")} PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {Version}; COMMIT");
    }

    private static string Read(string resource)
    {
        using var stream = typeof(Schema).Assembly.GetManifestResourceStream(resource)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
