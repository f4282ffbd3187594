namespace CallQueue.Redis;

/// <summary>The tests of this class start a redis-server; without one they are skipped.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class NeedsRedisAttribute : Attribute;
