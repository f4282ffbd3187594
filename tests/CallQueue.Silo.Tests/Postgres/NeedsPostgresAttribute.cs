namespace CallQueue.Postgres;

/// <summary>The tests of this class start a PostgreSQL server; without its programs they are skipped.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class NeedsPostgresAttribute : Attribute;
