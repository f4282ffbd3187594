using System.Net.Sockets;
using CallQueue.Outboxes;
using Npgsql;

namespace CallQueue.CallLog;

/// <summary>Messages for PostgreSQL's failures, without the server's host, user and database.</summary>
internal static class Failures
{
    public static bool IsExpected(Exception e) => e is NpgsqlException or TimeoutException or IOException or SocketException or OperationCanceledException;

    public static SinkUnavailableException Of(Exception e) => e switch
    {
        PostgresException { SqlState: "28P01" or "28000" } => new("PostgreSQL rejected the user and password", null),
        PostgresException { SqlState: "3D000" } => new("PostgreSQL does not have this database", null),
        PostgresException { SqlState: "42501" } => new("PostgreSQL denied access: the user must own a schema 'callqueue', or have the right to create it", null),
        PostgresException refusal => new($"PostgreSQL rejected the statement (SQLSTATE {refusal.SqlState})", null),
        TimeoutException or { InnerException: TimeoutException } => new("PostgreSQL did not respond in time", null),
        _ => new($"PostgreSQL can't be reached ({e.GetBaseException().GetType().Name})", null),
    };
}
