using System.Net.Sockets;
using CallQueue.Outboxes;
using Npgsql;

namespace CallQueue.CallLog;

/// <summary>What PostgreSQL's failures are called outside: the server's host, user and database stay out of it.</summary>
internal static class Failures
{
    public static bool IsExpected(Exception e) => e is NpgsqlException or TimeoutException or IOException or SocketException or OperationCanceledException;

    public static SinkUnavailableException Of(Exception e) => e switch
    {
        PostgresException { SqlState: "28P01" or "28000" } => new("PostgreSQL does not accept the user and password", null),
        PostgresException { SqlState: "3D000" } => new("PostgreSQL has no such database", null),
        PostgresException { SqlState: "42501" } => new("PostgreSQL does not permit it: the user needs a schema 'callqueue' of its own, or the right to create it", null),
        PostgresException refusal => new($"PostgreSQL refuses it (SQLSTATE {refusal.SqlState})", null),
        TimeoutException or { InnerException: TimeoutException } => new("PostgreSQL does not answer in time", null),
        _ => new($"PostgreSQL can't be reached ({e.GetBaseException().GetType().Name})", null),
    };
}
