using System.Net;

namespace CallQueue;

public sealed class ConsoleSettingTests
{
    [Fact]
    public async Task Switched_off_there_is_no_page_and_the_API_goes_on()
    {
        using ConsoleServer server = await ConsoleServer.StartAsync(environment: ("CALLQUEUE_CONSOLE", "false"));
        using HttpResponseMessage page = await server.OpenAsync("/");
        page.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using HttpResponseMessage api = await server.OpenAsync("/api/runs", "application/json");
        api.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Behind_a_proxy_that_adds_a_path_the_page_names_it()
    {
        using ConsoleServer server = await ConsoleServer.StartAsync(hasKeys: true, environment: ("PUBLIC_URL", "https://calls.example.com/dialer"));
        (await TextAsync(server, "/dialer/b/default/runs", null)).ShouldContain("<base href=\"/dialer/\"");
        (await TextAsync(server, "/b/default/runs", "calls.example.com")).ShouldContain("<base href=\"/dialer/\"");
        (await TextAsync(server, "/", null)).ShouldContain("<base href=\"/\"");
    }

    private static async Task<string> TextAsync(ConsoleServer server, string path, string? host)
    {
        using var client = new HttpClient { BaseAddress = server.Url };
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.ParseAdd("text/html");
        request.Headers.Host = host;
        using HttpResponseMessage answer = await client.SendAsync(request);
        return await answer.Content.ReadAsStringAsync();
    }
}
