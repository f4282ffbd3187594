using System.Net.Sockets;
using Npgsql;

namespace CallQueue.Cluster;

/// <summary>PostgreSQL's failures in words for people. Never has a password.</summary>
internal static class PostgresFailure
{
    /// <summary>Also for a commit that waits for the lock of one that waits for the standby.</summary>
    private const string TooLate = "PostgreSQL did not respond in time; if a synchronous standby is configured, check that it is connected";

    /// <summary>Whether PostgreSQL, or the way to it, failed.</summary>
    public static bool IsOne(Exception e) => e is NpgsqlException or TimeoutException or SocketException or IOException;

    /// <summary>Whether its tables are gone: it answers and has no such table, schema or database.</summary>
    public static bool IsTableLost(Exception e) => e is PostgresException { SqlState: PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName or PostgresErrorCodes.InvalidCatalogName };

    /// <summary>Whether the server refused the values of one statement, so that others may pass without it.</summary>
    public static bool IsOfValues(Exception e) => e is PostgresException { SqlState: { } state } && (state.StartsWith("22", StringComparison.Ordinal) || state.StartsWith("23", StringComparison.Ordinal) || state.StartsWith("54", StringComparison.Ordinal));

    /// <summary>What happened, for logs and errors of a running process.</summary>
    public static string Sentence(Exception e) => e switch
    {
        PostgresException { SqlState: PostgresErrorCodes.DiskFull } => "the disk of PostgreSQL is full",
        PostgresException { SqlState: PostgresErrorCodes.ReadOnlySqlTransaction } => "PostgreSQL is read-only: a standby, or default_transaction_read_only is on",
        PostgresException { SqlState: PostgresErrorCodes.TooManyConnections } => "PostgreSQL has no connection left: raise max_connections",
        PostgresException { SqlState: PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow } => "PostgreSQL is shutting down or starting",
        PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege } => "PostgreSQL denied access to a table of the cluster",
        PostgresException { SqlState: PostgresErrorCodes.LockNotAvailable } => TooLate,
        PostgresException refused when IsTableLost(refused) => "PostgreSQL has lost the cluster's tables",
        PostgresException refused => $"PostgreSQL rejected the statement (SQLSTATE {refused.SqlState})",
        TimeoutException or { InnerException: TimeoutException } => TooLate,
        _ => $"PostgreSQL can't be reached ({e.GetBaseException().GetType().Name})",
    };

    /// <summary>Why a process can't start.</summary>
    public static StoreFailure Of(Exception e, PostgresConnections postgres) => e switch
    {
        PostgresException { SqlState: PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification } =>
            new(true, $"PostgreSQL at {postgres.Address} rejects the user or the password. Set the right ones in POSTGRES_URL."),
        PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName } =>
            new(true, $"PostgreSQL at {postgres.Address} has no database '{postgres.Database}'. Create it, or correct POSTGRES_URL."),
        PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege } =>
            new(true, $"PostgreSQL at {postgres.Address} does not let the user create or use the schema '{postgres.Schema}' in the database '{postgres.Database}'. Make the user the owner of that schema, or of the database."),
        PostgresException { SqlState: PostgresErrorCodes.CannotConnectNow or PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.TooManyConnections } =>
            new(false, $"PostgreSQL at {postgres.Address}: {Sentence(e)}."),
        PostgresException refused => new(true, $"PostgreSQL at {postgres.Address}: {Sentence(refused)}: {refused.MessageText}."),
        _ when e.Message.Contains("password", StringComparison.OrdinalIgnoreCase) => new(true, $"PostgreSQL at {postgres.Address} asks for a password, and none is set. Set it in POSTGRES_URL."),
        _ => new(false, $"PostgreSQL at {postgres.Address} does not answer. Check POSTGRES_URL; a server that requires TLS needs sslmode=require in it, and its certificate must be trusted with sslmode=verify-full."),
    };
}
