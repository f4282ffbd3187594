using System.Net;
using System.Text.Json.Nodes;
using CallQueue.Access;
using CallQueue.Carriers;
using CallQueue.Composition;
using CallQueue.Hosting;
using CallQueue.Hosting.Local;
using CallQueue.Redis;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;
using InProcessSiloHandle = Orleans.TestingHost.InProcessSiloHandle;

namespace CallQueue.Cluster;

/// <summary>The event stream of a gateway without actors: what it shows lives in other silos.</summary>
[NeedsRedis]
public sealed class EventStreamTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task The_stream_of_a_gateway_goes_on_when_the_silo_of_its_business_is_killed()
    {
        await using RedisServer redis = await RedisServer.StartAsync();
        await using TestCluster cluster = await TestCluster.StartAsync(new TestClusterSetup(redis));
        await Queue.SubmitUntilTakenAsync(cluster.Actors.Business(Queue.Acme), 1);
        await using WebApplication gateway = await GatewayAsync(cluster);
        using var client = new HttpClient { BaseAddress = new Uri(gateway.Urls.First()), Timeout = Patience };
        using HttpResponseMessage response = await client.GetAsync("/api/events?topics=business:acme,trunks", HttpCompletionOption.ResponseHeadersRead);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        await UntilAsync(reader, now => (long?)now["business"]?["counts"]?["total"] == 1);

        await cluster.KillAsync(await SiloOfAsync(cluster, Queue.Acme));
        await Queue.SubmitUntilTakenAsync(cluster.Actors.Business(Queue.Acme), 2);

        await UntilAsync(reader, now => (long?)now["business"]?["counts"]?["total"] == 2);
    }

    private static async Task<WebApplication> GatewayAsync(TestCluster cluster)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrel().UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(cluster.Actors).AddSingleton<ICarriers>(new CarrierList(new FakeCarrier()));
        builder.Services.AddCallQueueGateway().AddCallQueueAccess(new AccessOptions { IsKeyless = true });
        WebApplication gateway = builder.Build();
        gateway.UseCallQueueAccess();
        gateway.MapCallQueueApi();
        await gateway.StartAsync();
        return gateway;
    }

    private static async Task<InProcessSiloHandle> SiloOfAsync(TestCluster cluster, BusinessId business)
    {
        DetailedGrainStatistic[] grains = await cluster.Grains.GetGrain<IManagementGrain>(0).GetDetailedGrainStatistics();
        DetailedGrainStatistic found = grains.Single(grain => grain.GrainId.Type.ToString() == LocalActors.BusinessKind && grain.GrainId.Key.ToString() == business.Value);
        return cluster.Silos.Single(silo => silo.SiloAddress.Equals(found.SiloAddress));
    }

    /// <summary>Reads until an event shows what is meant.</summary>
    private static async Task UntilAsync(StreamReader reader, Func<JsonNode, bool> isMeant)
    {
        while (true)
        {
            string line = (await reader.ReadLineAsync().WaitAsync(Patience, TimeProvider.System)).ShouldNotBeNull("the stream does not end");
            if (line.StartsWith("data: ", StringComparison.Ordinal) && isMeant(JsonNode.Parse(line["data: ".Length..])!)) return;
        }
    }
}
