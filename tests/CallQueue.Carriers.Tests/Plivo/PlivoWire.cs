namespace CallQueue.Carriers.Plivo;

internal static class PlivoWire
{
    public const string AuthId = "MA000000000000000001";

    public static PlivoOptions Options() => new()
    {
        AuthId = AuthId,
        AuthToken = "ZmFrZS1wbGl2by1hdXRoLXRva2VuLTAwMDE",
        Number = Some.Us,
        PublicUrl = "https://dialer.example.com",
    };
}
