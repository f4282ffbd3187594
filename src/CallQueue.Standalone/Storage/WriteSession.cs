using CallQueue.Hosting;
using CallQueue.Hosting.Local;
using Microsoft.Data.Sqlite;

namespace CallQueue.Storage;

/// <summary>The writer's connection and its prepared statements. One thread.</summary>
internal sealed class WriteSession : IDisposable
{
    private const string Key = "kind = $1 AND key = $2 AND name = $3";

    private readonly SqliteConnection _connection;
    private readonly VersionCounter _versions;
    private readonly RecordCipher _cipher;
    private readonly Statement _begin, _commit, _rollback, _find, _insert, _replace, _delete, _deleteVersion, _setAlarm, _addAlarm, _clearAlarm;

    public WriteSession(SqliteConnection connection, VersionCounter versions, RecordCipher cipher)
    {
        (_connection, _versions, _cipher) = (connection, versions, cipher);
        _begin = new Statement(connection, "BEGIN IMMEDIATE");
        _commit = new Statement(connection, "COMMIT");
        _rollback = new Statement(connection, "ROLLBACK");
        _find = new Statement(connection, $"SELECT version FROM records WHERE {Key}", 3);
        _insert = new Statement(
            connection, "INSERT OR IGNORE INTO records (kind, key, name, version, data) VALUES ($1, $2, $3, $4, $5)", 5);
        _replace = new Statement(connection, $"UPDATE records SET version = $4, data = $5 WHERE {Key} AND version = $6", 6);
        _delete = new Statement(connection, $"DELETE FROM records WHERE {Key}", 3);
        _deleteVersion = new Statement(connection, $"DELETE FROM records WHERE {Key} AND version = $4", 4);
        _setAlarm = new Statement(
            connection, "INSERT INTO alarms (kind, key, due_at) VALUES ($1, $2, $3) ON CONFLICT DO UPDATE SET due_at = excluded.due_at", 3);
        _addAlarm = new Statement(connection, "INSERT OR IGNORE INTO alarms (kind, key, due_at) VALUES ($1, $2, $3)", 3);
        _clearAlarm = new Statement(connection, "DELETE FROM alarms WHERE kind = $1 AND key = $2", 2);
    }

    public void Begin() => _begin.Run();

    public void Commit() => _commit.Run();

    /// <summary>SQLite may have rolled back by itself already.</summary>
    public void Rollback()
    {
        if (SQLitePCL.raw.sqlite3_get_autocommit(_connection.Handle) == 0) _rollback.Run();
    }

    public void Run(string sql) => _connection.Run(sql);

    public long NextVersion() => _versions.Next();

    public long FindVersion(ActorAddress owner, string name) => At(_find, owner, name).Number() ?? RecordVersions.Absent;

    public bool Insert(ActorAddress owner, string name, long version, ReadOnlyMemory<byte> data) =>
        At(_insert, owner, name).Set(4, version).Set(5, Sealed(owner, name, data)).Run() == 1;

    public bool Replace(ActorAddress owner, string name, long version, ReadOnlyMemory<byte> data, long expected) =>
        At(_replace, owner, name).Set(4, version).Set(5, Sealed(owner, name, data)).Set(6, expected).Run() == 1;

    /// <summary>False when the record does not have the expected version; null takes any version, or none.</summary>
    public bool Delete(ActorAddress owner, string name, long? expected)
    {
        if (expected is not { } version) return At(_delete, owner, name).Run() >= 0;
        if (version == RecordVersions.Absent) return FindVersion(owner, name) == RecordVersions.Absent;
        return At(_deleteVersion, owner, name).Set(4, version).Run() == 1;
    }

    public void SetAlarm(ActorAddress owner, DateTimeOffset due) =>
        _setAlarm.Set(1, owner.Kind).Set(2, owner.Key).Set(3, due.UtcTicks).Run();

    /// <summary>Unless it has one.</summary>
    public void AddAlarm(ActorAddress owner, DateTimeOffset due) =>
        _addAlarm.Set(1, owner.Kind).Set(2, owner.Key).Set(3, due.UtcTicks).Run();

    public void ClearAlarm(ActorAddress owner) => _clearAlarm.Set(1, owner.Kind).Set(2, owner.Key).Run();

    public void Dispose()
    {
        Statement[] all = [_begin, _commit, _rollback, _find, _insert, _replace, _delete, _deleteVersion, _setAlarm, _addAlarm, _clearAlarm];
        foreach (var statement in all) statement.Dispose();
        _connection.Dispose();
    }

    private ReadOnlyMemory<byte> Sealed(ActorAddress owner, string name, ReadOnlyMemory<byte> data) => _cipher.Encrypts ? _cipher.Seal(owner.ToString(), name, data) : data;

    private static Statement At(Statement statement, ActorAddress owner, string name) =>
        statement.Set(1, owner.Kind).Set(2, owner.Key).Set(3, name);
}
