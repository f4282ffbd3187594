using System.Net;
using System.Text;
using CallQueue.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CallQueue.Gateway.Tests.Access;

public sealed class OperatorKeyTests
{
    private const string Key = "0123456789abcdef:0123456789abcdef";

    [Theory]
    [InlineData(null, null)]
    [InlineData("X-Api-Key", "0123456789abcdef:0123456789abcdeF")]
    [InlineData("X-Api-Key", "")]
    [InlineData("Authorization", "Bearer 0123456789abcdef")]
    [InlineData("Authorization", "Bearer")]
    [InlineData("Authorization", "Digest 0123456789abcdef:0123456789abcdef")]
    [InlineData("Authorization", "Basic not base64")]
    [InlineData("Authorization", "Basic bm8gY29sb24=")]
    public async Task Without_the_key_nothing_is_served(string? header, string? value)
    {
        await using WebApplication app = await StartAsync();
        using HttpResponseMessage answer = await GetAsync(app, "/api/calls", header, value);

        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        answer.Headers.WwwAuthenticate.ShouldHaveSingleItem().Scheme.ShouldBe("Basic");
        (await answer.Content.ReadAsStringAsync()).ShouldNotContain(Key);
    }

    [Fact]
    public async Task The_key_opens_as_a_token_as_a_header_and_as_a_browsers_password()
    {
        await using WebApplication app = await StartAsync();
        string basic = Convert.ToBase64String(Encoding.UTF8.GetBytes($"anybody:{Key}"));

        foreach ((string header, string value) in ((string, string)[])[("X-Api-Key", Key), ("Authorization", $"Bearer {Key}"), ("Authorization", $"bearer {Key}"), ("Authorization", $"Basic {basic}")])
        {
            using HttpResponseMessage answer = await GetAsync(app, "/api/calls", header, value);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, value);
        }
    }

    [Theory]
    [InlineData("/webhooks", HttpStatusCode.OK)]
    [InlineData("/webhooks/twilio/status", HttpStatusCode.OK)]
    [InlineData("/healthz/live", HttpStatusCode.OK)]
    [InlineData("/webhooksX", HttpStatusCode.Unauthorized)]
    [InlineData("/webhooks/../api/calls", HttpStatusCode.Unauthorized)]
    [InlineData("/", HttpStatusCode.Unauthorized)]
    public async Task Only_signed_webhooks_and_probes_are_open(string path, HttpStatusCode expected)
    {
        await using WebApplication app = await StartAsync();
        using HttpResponseMessage answer = await GetAsync(app, path, null, null);

        answer.StatusCode.ShouldBe(expected);
    }

    [Fact]
    public void A_short_key_is_none()
    {
        WebApplication app = WebApplication.CreateSlimBuilder().Build();

        Should.Throw<ArgumentException>(() => app.UseOperatorKey(new string('k', OperatorKey.MinLength - 1)));
    }

    private static async Task<WebApplication> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrel().UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        WebApplication app = builder.Build();
        app.UseOperatorKey(Key, "/webhooks", "/healthz");
        app.Run(http => http.Response.WriteAsync("inside"));
        await app.StartAsync();
        return app;
    }

    private static async Task<HttpResponseMessage> GetAsync(WebApplication app, string path, string? header, string? value)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, app.Urls.First() + path);
        if (header is not null) request.Headers.TryAddWithoutValidation(header, value);
        return await http.SendAsync(request);
    }
}
