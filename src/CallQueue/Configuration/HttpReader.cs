using System.Net;
using CallQueue.Access;
using CallQueue.Composition;

namespace CallQueue.Configuration;

/// <summary>Reads where HTTP is served and who has access.</summary>
internal static class HttpReader
{
    public static HttpOptions Read(SettingValues settings) => new()
    {
        Host = settings.Text(SettingTable.Host) is null ? null : settings.Find(SettingTable.Host),
        Port = settings.Whole(SettingTable.Port),
        Webhooks = Webhooks(settings),
        PublicUrl = PublicUrl(settings),
        MaxListBytes = settings.Whole(SettingTable.ListMegabytes) * 1024L * 1024,
        HasConsole = settings.Word(SettingTable.WebConsole) == "true",
        Access = Access(settings),
        OpenId = OpenId(settings),
        Traffic = Traffic(settings),
    };

    public static AccessOptions Access(SettingValues settings) => new()
    {
        OperatorKey = settings.Text(SettingTable.OperatorKey),
        IsKeyless = settings.Word(SettingTable.NoKeys) == "true",
        InternalSecret = settings.Text(SettingTable.InternalSecret),
        RequestsPerSecond = settings.Whole(SettingTable.RequestsPerSecond),
    };

    private static OpenIdOptions? OpenId(SettingValues settings)
    {
        if (settings.Text(SettingTable.OpenIdIssuer) is not { } issuer) return null;
        var options = new OpenIdOptions
        {
            Issuer = issuer,
            ClientId = settings.Required(SettingTable.OpenIdClient, "the identity provider knows this installation by it"),
            ClientSecret = settings.Required(SettingTable.OpenIdSecret, "the identity provider gives it out with the client id"),
            PublicUrl = settings.Required(SettingTable.PublicUrl, "the identity provider sends browsers back to it"),
            RoleClaim = settings.Text(SettingTable.OpenIdRole)!,
            BusinessClaim = settings.Text(SettingTable.OpenIdBusiness)!,
        };
        if (options.FindProblem()?.Split(' ', 2) is [nameof(OpenIdOptions.Issuer), { } rule]) settings.Fail(SettingTable.OpenIdIssuer, rule);
        return options;
    }

    private static TrafficLimits Traffic(SettingValues settings) => new()
    {
        TrustedProxies = TrafficLimits.ParseProxies(settings.Text(SettingTable.TrustedProxies), out _) ?? [],
        OpenRequestsPerSecond = settings.Whole(SettingTable.OpenRate),
        ConnectionsPerAddress = settings.Whole(SettingTable.ConnectionsPerAddress),
        EventStreams = settings.Whole(SettingTable.EventStreams),
        Uploads = settings.Whole(SettingTable.Uploads),
        KeptReplies = settings.Whole(SettingTable.KeptReplies),
        MegabytesPerDay = settings.Whole(SettingTable.MegabytesPerDay),
    };

    private static IPEndPoint? Webhooks(SettingValues settings)
    {
        if (settings.FindWhole(SettingTable.WebhookPort) is { } port)
        {
            if (port != 0 && port == settings.Whole(SettingTable.Port)) settings.Fail(SettingTable.WebhookPort, "must differ from PORT, which serves the API");
            return new IPEndPoint(SettingForm.AddressOf(settings.Text(SettingTable.WebhookHost)!) ?? IPAddress.Loopback, port);
        }

        if (settings.IsSet(SettingTable.WebhookHost)) settings.Fail(SettingTable.WebhookHost, "has no effect without WEBHOOK_PORT. Set both, or neither");
        return null;
    }

    /// <summary>The address for probes and metrics only; null: none.</summary>
    public static IPEndPoint? Probes(SettingValues settings, bool hasOthers = true)
    {
        if (settings.FindWhole(SettingTable.ProbePort) is { } port)
        {
            bool isTaken = port != 0 && hasOthers && (port == settings.Whole(SettingTable.Port) || port == settings.FindWhole(SettingTable.WebhookPort));
            if (isTaken) settings.Fail(SettingTable.ProbePort, "must differ from PORT and WEBHOOK_PORT, which serve others");
            return new IPEndPoint(SettingForm.AddressOf(settings.Text(SettingTable.ProbeHost)!) ?? IPAddress.Loopback, port);
        }

        if (settings.IsSet(SettingTable.ProbeHost)) settings.Fail(SettingTable.ProbeHost, "has no effect without PROBE_PORT. Set both, or neither");
        return null;
    }

    private static string? PublicUrl(SettingValues settings)
    {
        string? url = settings.Text(SettingTable.PublicUrl);
        if (url is null || new GatewayOptions { PublicUrl = url }.FindProblem() is null) return url;
        settings.Fail(SettingTable.PublicUrl, "must be an http or https URL without query and fragment");
        return null;
    }
}
