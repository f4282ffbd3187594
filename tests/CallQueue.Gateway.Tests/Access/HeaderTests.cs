using System.Net;
using System.Net.Sockets;
using System.Text;
using CallQueue.Access;
using CallQueue.Requests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CallQueue.Gateway.Tests.Access;

public sealed class HeaderTests
{
    [Theory]
    [InlineData("/api/health", HttpStatusCode.OK)]
    [InlineData("/api/runs/r1", HttpStatusCode.NotFound)]
    [InlineData("/nowhere", HttpStatusCode.NotFound)]
    public async Task Every_answer_tells_browsers_to_keep_frame_and_run_nothing(string path, HttpStatusCode expected)
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        using HttpResponseMessage answer = await app.Client.GetAsync(path);
        answer.StatusCode.ShouldBe(expected);
        answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        answer.Headers.GetValues("Content-Security-Policy").ShouldBe(["default-src 'none'; frame-ancestors 'none'"]);
        answer.Headers.GetValues("Referrer-Policy").ShouldBe(["no-referrer"]);
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
    }

    [Fact]
    public async Task Pages_may_use_what_comes_from_here_and_own_policies_stay()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync(map: endpoints =>
        {
            endpoints.MapGet("/page", () => Results.Text("<html>", "text/html"));
            endpoints.MapGet("/own", (HttpContext http) => http.Response.Headers.ContentSecurityPolicy = "default-src https:");
        });
        (await app.Client.GetAsync("/page")).Headers.GetValues("Content-Security-Policy").Single().ShouldStartWith("default-src 'self';");
        (await app.Client.GetAsync("/own")).Headers.GetValues("Content-Security-Policy").ShouldBe(["default-src https:"]);
    }

    [Fact]
    public async Task The_server_does_not_say_what_it_is_and_refuses_long_lines_and_many_headers()
    {
        await using WebApplication app = await StartAsync();
        (await SendAsync(app, "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")).ShouldNotContain("Server:");
        (await SendAsync(app, $"GET /{new string('a', 9_000)} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")).ShouldStartWith("HTTP/1.1 414");
        string many = string.Concat(Enumerable.Range(0, 101).Select(i => $"H{i}: v\r\n"));
        (await SendAsync(app, $"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{many}\r\n")).ShouldStartWith("HTTP/1.1 431");
    }

    [Fact]
    public async Task A_body_that_drips_is_cut_off()
    {
        await using WebApplication app = await StartAsync();
        // Never sends the rest: the read below ends only because the server gives up on the body.
        string answer = await SendAsync(app, "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n{").WaitAsync(TimeSpan.FromSeconds(60));
        answer.ShouldStartWith("HTTP/1.1 408");
    }

    private static async Task<WebApplication> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrel().ConfigureKestrel(kestrel => kestrel.ListenWithLimits(new IPEndPoint(IPAddress.Loopback, 0)));
        builder.Logging.ClearProviders();
        WebApplication app = builder.Build();
        app.Run(async http => await JsonBody.ReadAsync(http, 1_000_000));
        await app.StartAsync();
        return app;
    }

    private static async Task<string> SendAsync(WebApplication app, string request)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, new Uri(app.Urls.First()).Port);
        NetworkStream stream = socket.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request));
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync();
    }
}
