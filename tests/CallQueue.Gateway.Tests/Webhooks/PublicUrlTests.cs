using System.Net;
using System.Security.Cryptography;
using System.Text;
using CallQueue.Carriers;
using CallQueue.Carriers.Plivo;
using CallQueue.Carriers.Twilio;
using CallQueue.Gateway.Tests.Fakes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CallQueue.Gateway.Tests.Webhooks;

/// <summary>
/// PUBLIC_URL in every form, behind proxies as people configure them, with the carriers' own signatures: the URL that was given to the carrier is what counts,
/// whatever arrives.
/// </summary>
public sealed class PublicUrlTests
{
    private const string Token = "0123456789abcdef0123456789abcdef";
    private const string TwilioSid = "AC00000000000000000000000000000001";
    private const string Nonce = "12345678901234567890";
    private const string TwilioForm = $"AccountSid={TwilioSid}&CallSid=CA7&CallStatus=ringing";
    private const string PlivoForm = "CallUUID=u7&CallStatus=ringing&Event=Ring";

    private static readonly string[] Forms =
    [
        "https://dialer.example.com", "https://dialer.example.com/", "HTTPS://Dialer.Example.COM", "https://dialer.example.com:443", "https://dialer.example.com:8443/",
        "http://dialer.example.com", "http://dialer.example.com:8080", "https://dialer.example.com/voice", "https://dialer.example.com/a/b/", "https://dialer.example.com/api",
        "https://dialer.example.com/webhooks", "https://b\u00fccher.example/caf\u00e9", "https://203.0.113.9", "https://[2001:db8::1]:8443/x",
    ];

    private static readonly string[] Arrivals = ["as given", "prefix removed", "%7E", "%7e", "reordered", "more parameters", "absolute form", "escaped twice"];

    public static TheoryData<string, string, string> All()
    {
        var rows = new TheoryData<string, string, string>();
        foreach (string carrier in (string[])["twilio", "plivo"])
            foreach (string form in Forms)
                foreach (string arrival in Arrivals) rows.Add(carrier, form, arrival);
        return rows;
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_webhook_is_genuine_however_it_arrives(string carrier, string publicUrl, string arrival)
    {
        var attempt = new AttemptRef(new CallId(BusinessId.Default, "r1-0"), 2, "0123456789abcdef01234567");
        string given = Given(carrier, publicUrl, attempt);
        var parsed = PublicUrl.Parse(publicUrl);
        string path = given[parsed.Origin.Length..], query = path[path.IndexOf('?', StringComparison.Ordinal)..];
        string target = arrival switch
        {
            "prefix removed" => path[parsed.Prefix.Length..],
            "%7E" => path.Replace("~", "%7E", StringComparison.Ordinal).Replace("_", "%5F", StringComparison.Ordinal),
            "%7e" => path.Replace("~", "%7e", StringComparison.Ordinal),
            "reordered" => path.Replace(query, "?" + string.Join('&', query[1..].Split('&').Reverse()), StringComparison.Ordinal),
            "more parameters" => $"{path}&utm_source=proxy&empty=",
            "absolute form" => $"http://internal:8000{path}",
            "escaped twice" => path.Replace("~", "%257E", StringComparison.Ordinal),
            _ => path,
        };
        await using GatewayApplication app = await StartAsync(carrier, publicUrl);
        (await SendAsync(app, carrier, target, given)).ShouldStartWith("HTTP/1.1 204");
        app.Actors.Call(attempt.Call).Events.ShouldHaveSingleItem().Attempt.ShouldBe(attempt);
        (await SendAsync(app, carrier, target, given + "x")).ShouldStartWith("HTTP/1.1 403");
    }

    [Theory]
    [InlineData("X-Forwarded-Proto: http")]
    [InlineData("X-Forwarded-Host: internal\r\nX-Forwarded-Proto: https\r\nX-Forwarded-For: 203.0.113.1")]
    [InlineData("X-Forwarded-Host: evil.example.com\r\nX-Forwarded-Port: 8443\r\nX-Forwarded-Prefix: /other")]
    [InlineData("Forwarded: for=203.0.113.1;host=evil.example.com;proto=http")]
    [InlineData("X-Original-URL: /other\r\nX-Rewrite-URL: /other")]
    [InlineData("Via: 1.1 proxy")]
    public async Task No_header_of_a_proxy_is_needed_or_believed(string headers)
    {
        var attempt = new AttemptRef(new CallId(BusinessId.Default, "c1"), 1, "0123456789abcdef01234567");
        foreach (string carrier in (string[])["twilio", "plivo"])
        {
            string given = Given(carrier, "https://dialer.example.com/voice", attempt);
            await using GatewayApplication app = await StartAsync(carrier, "https://dialer.example.com/voice");
            (await SendAsync(app, carrier, given["https://dialer.example.com".Length..], given, headers)).ShouldStartWith("HTTP/1.1 204");
            string evil = given.Replace("dialer.example.com", "evil.example.com", StringComparison.Ordinal);
            (await SendAsync(app, carrier, given["https://dialer.example.com".Length..], evil, headers)).ShouldStartWith("HTTP/1.1 403");
        }
    }

    [Theory]
    [InlineData("https://dialer.example.com:443", "https://dialer.example.com")]
    [InlineData("http://dialer.example.com", "https://dialer.example.com")]
    [InlineData("https://Dialer.example.com", "https://dialer.example.com")]
    public async Task Twilio_may_sign_another_spelling_of_the_same_place(string signedOrigin, string publicUrl)
    {
        var attempt = new AttemptRef(new CallId(BusinessId.Default, "c1"), 1, "0123456789abcdef01234567");
        string configured = signedOrigin.Contains("Dialer", StringComparison.Ordinal) ? signedOrigin : publicUrl;
        string path = Given("twilio", publicUrl, attempt)["https://dialer.example.com".Length..];
        await using GatewayApplication app = await StartAsync("twilio", configured);
        (await SendAsync(app, "twilio", path, signedOrigin + path)).ShouldStartWith("HTTP/1.1 204");
    }

    [Theory]
    [InlineData("/voice/api/queue/stats", HttpStatusCode.OK)]
    [InlineData("/api/queue/stats", HttpStatusCode.OK)]
    [InlineData("/other/api/queue/stats", HttpStatusCode.NotFound)]
    [InlineData("/voices/api/queue/stats", HttpStatusCode.NotFound)]
    public async Task The_whole_API_is_there_with_and_without_the_prefix(string path, HttpStatusCode expected)
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync(new GatewayOptions { PublicUrl = "https://dialer.example.com/voice/" });
        (await app.SendRawAsync($"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{app.Client.BaseAddress!.Port}\r\nConnection: close\r\n\r\n")).ShouldStartWith($"HTTP/1.1 {(int)expected}");
    }

    /// <summary>What the carrier's create request says.</summary>
    private static string Given(string carrier, string publicUrl, AttemptRef attempt)
    {
        using var http = new HttpClient();
        Callbacks callbacks = carrier == "twilio"
            ? new TwilioCarrier(Twilio(publicUrl), http, TimeProvider.System).Callbacks
            : new PlivoCarrier(Plivo(publicUrl), http, TimeProvider.System).Callbacks;
        return callbacks.StatusUrl(attempt).Split('#')[0];
    }

    private static Task<GatewayApplication> StartAsync(string carrier, string publicUrl)
    {
        ICarrierWebhooks webhooks = carrier == "twilio" ? new TwilioWebhooks(Twilio(publicUrl)) : new PlivoWebhooks(Plivo(publicUrl));
        return GatewayApplication.StartAsync(new GatewayOptions { PublicUrl = publicUrl }, services =>
        {
            services.RemoveAll<ICarrierWebhooks>();
            services.AddSingleton(webhooks);
        });
    }

    private static Task<string> SendAsync(GatewayApplication app, string carrier, string target, string signedUrl, string? headers = null)
    {
        string form = carrier == "twilio" ? TwilioForm : PlivoForm;
        IReadOnlyList<KeyValuePair<string, string>> fields = FormPairs.Parse(form);
        string signature = carrier == "twilio"
            ? $"X-Twilio-Signature: {Sha1(signedUrl + string.Concat(fields.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => f.Key + f.Value)))}"
            : $"X-Plivo-Signature-V3: {PlivoSignature.ComputeV3(Token, "POST", signedUrl, fields, Nonce)}\r\nX-Plivo-Signature-V3-Nonce: {Nonce}";
        return app.SendRawAsync(
            $"POST {target} HTTP/1.1\r\nHost: internal:8000\r\n{signature}\r\n{(headers is null ? "" : headers + "\r\n")}"
            + $"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {form.Length}\r\nConnection: close\r\n\r\n{form}");
    }

    [System.Diagnostics.CodeAnalysis.SuppressMessage("Security", "CA5350", Justification = "Twilio signs with HMAC-SHA1.")]
    private static string Sha1(string text) => Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(Token), Encoding.UTF8.GetBytes(text)));

    private static TwilioOptions Twilio(string publicUrl) => new() { AccountSid = TwilioSid, AuthToken = Token, Number = Some.Number, PublicUrl = publicUrl };

    private static PlivoOptions Plivo(string publicUrl) => new() { AuthId = "MA000000000000000001", AuthToken = Token, Number = Some.Number, PublicUrl = publicUrl };
}
