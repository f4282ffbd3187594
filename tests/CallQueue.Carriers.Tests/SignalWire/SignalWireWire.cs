namespace CallQueue.Carriers.SignalWire;

internal static class SignalWireWire
{
    public const string Project = "b3877c40-da60-4998-90ad-b792e98472af";

    public static SignalWireOptions Options() => new()
    {
        BaseUrl = "https://example.signalwire.com",
        ProjectId = Project,
        ApiToken = "PT0123456789abcdef0123456789abcdef",
        SigningKey = "PSK_0123456789abcdef",
        Number = Some.Us,
        PublicUrl = "https://dialer.example.com",
    };
}
