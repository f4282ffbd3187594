using CallQueue.Cluster;
using CallQueue.Grains;
using CallQueue.Hosting;
using CallQueue.Hosting.Local;
using CallQueue.Redis;
using Orleans.Runtime;

namespace CallQueue.Composition;

[NeedsRedis]
public sealed class RoleTests
{
    [Fact]
    public async Task Calls_live_on_their_silos_and_what_schedules_on_its_own()
    {
        await using RedisServer redis = await RedisServer.StartAsync();
        TestClusterSetup setup = new(redis) { Roles = [ServiceRole.Scheduler, ServiceRole.Calls] };
        await using TestCluster cluster = await TestCluster.StartAsync(setup);

        for (int n = 0; n < 3; n++) await Queue.SubmitUntilTakenAsync(cluster.Actors.Business(Queue.Acme), n);
        await cluster.Actors.Run(new RunId(Queue.Acme, "r")).BeginAsync(new Runs.BeginRun(1, "f", null));
        await cluster.Actors.Keyring("00").ListAsync();
        await cluster.Actors.Reply("some").BeginAsync("try", "f");
        await Eventually.BeAsync(() => setup.Carrier.Dials.Count == 3, "all were dialed");

        DetailedGrainStatistic[] grains = await cluster.Grains.GetGrain<IManagementGrain>(0).GetDetailedGrainStatistics();
        Dictionary<string, ServiceRole> silos = cluster.Silos.ToDictionary(silo => silo.SiloAddress.ToString(), cluster.RoleOf);
        IEnumerable<ServiceRole> RolesOf(string kind) => grains.Where(grain => grain.GrainId.Type.ToString() == kind).Select(grain => silos[grain.SiloAddress.ToString()]).Distinct();
        RolesOf(LocalActors.CallKind).ShouldBe([ServiceRole.Calls]);
        RolesOf(LocalActors.BusinessKind).ShouldBe([ServiceRole.Scheduler]);
        RolesOf(LocalActors.RunKind).ShouldBe([ServiceRole.Scheduler]);
        RolesOf(LocalActors.TrunkKind).ShouldBe([ServiceRole.Scheduler]);
        RolesOf(LocalActors.DirectoryKind).ShouldBe([ServiceRole.Scheduler]);
        RolesOf(LocalActors.KeyringKind).ShouldBe([ServiceRole.Scheduler]);
        RolesOf(LocalActors.ReplyKind).ShouldBe([ServiceRole.Scheduler]);
    }
}
