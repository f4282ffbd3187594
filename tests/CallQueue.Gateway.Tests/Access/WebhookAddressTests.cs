using System.Net;
using CallQueue.Access;
using CallQueue.Carriers;
using CallQueue.Gateway.Tests.Documents;
using CallQueue.Gateway.Tests.Fakes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CallQueue.Gateway.Tests.Access;

/// <summary>The address for webhooks: what a public tunnel leads to.</summary>
public sealed class WebhookAddressTests : IAsyncLifetime, IDisposable
{
    private readonly WebApplication _app = Build();
    private readonly HttpClient _main = new(), _webhooks = new();

    public async Task InitializeAsync()
    {
        await _app.StartAsync();
        Uri[] urls = [.. _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Select(url => new Uri(url))];
        (_main.BaseAddress, _webhooks.BaseAddress) = (urls[0], urls[1]);
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    public void Dispose()
    {
        _main.Dispose();
        _webhooks.Dispose();
    }

    [Fact]
    public async Task It_serves_carriers_webhooks_and_answers_and_checks_their_signatures()
    {
        foreach (HttpClient at in (HttpClient[])[_webhooks, _main])
        {
            (await PostAsync(at, "/webhooks/twilio/status", "forged")).ShouldBe(HttpStatusCode.Forbidden);
            (await PostAsync(at, "/webhooks/twilio/status", "genuine")).ShouldBe(HttpStatusCode.NoContent);
            (await PostAsync(at, "/webhooks/twilio/answer", "genuine")).ShouldBe(HttpStatusCode.OK);
        }
    }

    [Fact]
    public async Task No_other_operation_exists_there_even_with_an_operator_key()
    {
        ApiDescription api = await ApiDescription.ReadAsync();
        foreach (ApiOperation operation in api.Operations.Where(operation => operation.Path != "/api/webhooks/call"))
        {
            string path = string.Join('/', operation.Path.Split('/').Select(part => part.StartsWith('{') ? "x" : part));
            using var request = new HttpRequestMessage(new HttpMethod(operation.Method), path) { Content = operation.HasBody ? new StringContent("{}", System.Text.Encoding.UTF8, "application/json") : null };
            request.Headers.Add("X-Api-Key", Door.OperatorKey);
            using HttpResponseMessage answer = await _webhooks.SendAsync(request);
            answer.StatusCode.ShouldBe(HttpStatusCode.NotFound, path);
            (await answer.Content.ReadAsStringAsync()).ShouldContain("this address serves carriers' webhooks and probes only", Case.Sensitive, path);
        }

        foreach (string path in (string[])["/", "/docs/index.html", "/openapi/v1.json", "/anything"])
            (await _webhooks.GetAsync(new Uri(path, UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.NotFound, path);
        (await _main.GetAsync(new Uri("/api/health", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static async Task<HttpStatusCode> PostAsync(HttpClient at, string path, string signature)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent([KeyValuePair.Create("CallSid", "CA1")]) };
        request.Headers.Add("X-Fake-Signature", signature);
        using HttpResponseMessage answer = await at.SendAsync(request);
        return answer.StatusCode;
    }

    private static WebApplication Build()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrel(kestrel => kestrel.ListenWithLimits(new IPEndPoint(IPAddress.Loopback, 0), new IPEndPoint(IPAddress.Loopback, 0)));
        builder.Logging.ClearProviders();
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(Some.Now);
        builder.Services.AddSingleton<IActors>(new FakeActors(time)).AddSingleton<ICarriers>(new FakeCarriers()).AddSingleton<ICarrierWebhooks>(new FakeWebhooks("twilio"));
        builder.Services.AddSingleton<TimeProvider>(time);
        builder.Services.AddCallQueueGateway(new GatewayOptions { PublicUrl = GatewayApplication.PublicUrl });
        builder.Services.AddCallQueueAccess(new AccessOptions { OperatorKey = Door.OperatorKey });
        WebApplication app = builder.Build();
        app.UseCallQueueAccess();
        app.MapCallQueueApi();
        return app;
    }
}
