namespace CallQueue.Guards;

/// <summary>What a guard's answer says to people.</summary>
internal static class Guarded
{
    public static string DoNotCall(Clearance listed) => listed.Reason is { } reason ? $"do not call ({reason})" : "do not call";
}
