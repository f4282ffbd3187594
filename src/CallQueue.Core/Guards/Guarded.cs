namespace CallQueue.Guards;

/// <summary>The text of a guard's answer for people.</summary>
internal static class Guarded
{
    public static string DoNotCall(Clearance listed) => listed.Reason is { } reason ? $"do not call ({reason})" : "do not call";
}
