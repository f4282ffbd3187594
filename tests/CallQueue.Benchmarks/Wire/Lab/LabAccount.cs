namespace CallQueue.Benchmarks.Wire.Lab;

/// <summary>The one account of the lab, which every system uses. It is not a secret: nothing but the lab accepts it.</summary>
internal static class LabAccount
{
    public const string Sid = "AC00000000000000000000000000000001";
    public const string Token = "0123456789abcdef0123456789abcdef";
    public const string Number = "+14155550100";
}
