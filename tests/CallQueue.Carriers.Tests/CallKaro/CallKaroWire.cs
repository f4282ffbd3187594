namespace CallQueue.Carriers.CallKaro;

internal static class CallKaroWire
{
    public const string Secret = "callkaro-webhook-secret";

    public static CallKaroOptions Options() => new()
    {
        ApiKey = "ck-0123456789abcdef",
        AgentId = "6803fa770b666a64ab1694c1",
        WebhookSecret = Secret,
    };
}
