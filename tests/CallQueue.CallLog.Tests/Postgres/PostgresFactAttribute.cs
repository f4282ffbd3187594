namespace CallQueue.Postgres;

/// <summary>Needs PostgreSQL's own programs; the tests start a server of their own with them.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PostgresFactAttribute : FactAttribute
{
    public PostgresFactAttribute()
    {
        if (PostgresServer.Programs is null) Skip = "PostgreSQL is not installed: neither initdb nor postgres was found (Debian: apt-get install postgresql).";
    }
}
