using System.Globalization;

namespace CallQueue.Proof;

/// <summary>Everything that goes wrong in a cluster, for minutes, while thousands are called; then the carrier's ledger is asked what happened.</summary>
internal sealed class Chaos(Cluster cluster, Random chance)
{
    private const string Carrier = "--ring-ms 200-1500 --talk-ms 500-6000 --ends completed=80,busy=10,no-answer=10"
        + " --duplicate 0.1 --reorder 0.1 --drop 0.003 --lose 0.005 --error 0.005 --lose-before 0.002 --throttle 0.001";
    private const int FirstPort = 7600;
    private const int Appointments = 300;
    private readonly TimeProvider _time = TimeProvider.System;
    private readonly List<(DateTimeOffset At, string What)> _events = [];
    private int? _frozen;

    public static async Task<bool> RunAsync(ProofOptions options)
    {
        string address = $"http://127.0.0.1:{FirstPort + 2}";
        await using var cluster = new Cluster(FirstPort, address, $"{Carrier} --seed {options.Seed}");
        await using Front front = await Front.StartAsync(FirstPort + 2, cluster.Gateways);
        using var load = new Load(new Uri(address), options);
        Say($"{options.Silos} silos, logs in {cluster.Folder}");
        await cluster.DoAsync("up", options.Silos.ToString(CultureInfo.InvariantCulture));
        await load.SubmitRunsAsync();
        var length = TimeSpan.FromMinutes(options.Minutes);
        var chance = new Random(options.Seed);
        await load.ScheduleAsync(Appointments, length, chance, TimeProvider.System.GetUtcNow());
        Say($"{load.Numbers.Count} people handed over to {options.Businesses} businesses, {Appointments} of them for a certain time");

        var chaos = new Chaos(cluster, chance);
        await chaos.BreakAsync(length, options.Silos);
        IReadOnlyList<string> open = await Progress.WaitAsync(load, cluster);
        return Verdict.Print(Ledger.Read(cluster.Ledger), load, front, chaos._events, open);
    }

    private async Task BreakAsync(TimeSpan length, int silos)
    {
        DateTimeOffset began = _time.GetUtcNow();
        bool isReplaced = false, isRedisRestarted = false, isRedisKilled = false;
        for (int round = 1; _time.GetUtcNow() - began < length; round++)
        {
            TimeSpan passed = _time.GetUtcNow() - began;
            if (!isReplaced && passed > length * 0.4) isReplaced = await DoneAsync(ReplaceAllAsync(silos));
            else if (!isRedisRestarted && passed > length * 0.6) isRedisRestarted = await DoneAsync(RedisAsync("redis-restart"));
            else if (!isRedisKilled && passed > length * 0.8) isRedisKilled = await DoneAsync(RedisAsync("redis-kill"));
            else if (round % 4 == 2) await FreezeAsync();
            else if (round % 5 == 0) await StopAndAddAsync();
            else await KillAsync();
            await Task.Delay(TimeSpan.FromSeconds(chance.Next(4, 9)), _time);
        }

        await WakeAsync();
        while (cluster.Silos.Count < silos) await cluster.DoAsync("add");
    }

    private static async Task<bool> DoneAsync(Task task)
    {
        await task;
        return true;
    }

    /// <summary>kill -9, and a new silo in its place on other ports.</summary>
    private async Task KillAsync()
    {
        int victim = Any();
        Note("kill", $"kill -9 of silo {victim}");
        await cluster.DoAsync("kill", Text(victim));
        await cluster.DoAsync("add");
    }

    /// <summary>A frozen silo is taken for dead after a while; woken, it must find out and go.</summary>
    private async Task FreezeAsync()
    {
        await WakeAsync();
        int victim = Any();
        _frozen = victim;
        Note("freeze", $"silo {victim} frozen");
        await cluster.DoAsync("freeze", Text(victim));
        await cluster.DoAsync("add");
        _ = Task.Delay(TimeSpan.FromSeconds(30), _time).ContinueWith(_ => WakeAsync(), TaskScheduler.Default);
    }

    private async Task WakeAsync()
    {
        if (_frozen is not { } silo) return;
        _frozen = null;
        Note("wake", $"silo {silo} woken");
        await cluster.DoAsync("wake", Text(silo));
        await Task.Delay(TimeSpan.FromSeconds(8), _time);
        await cluster.DoAsync("kill", Text(silo));
    }

    private async Task StopAndAddAsync()
    {
        int victim = Any();
        Note("stop", $"silo {victim} stopped by SIGTERM, another added");
        await cluster.DoAsync("stop", Text(victim));
        await cluster.DoAsync("add");
    }

    private async Task ReplaceAllAsync(int silos)
    {
        await WakeAsync();
        Note("all", "all silos killed, replaced on new ports");
        await Task.WhenAll(cluster.Silos.Select(silo => cluster.DoAsync("kill", Text(silo))));
        await Task.WhenAll(Enumerable.Range(0, silos).Select(async i =>
        {
            await Task.Delay(TimeSpan.FromMilliseconds(300 * i), _time); // Numbers are given one at a time.
            await cluster.DoAsync("add");
        }));
        Note("all-up", "the replacements are ready");
    }

    private async Task RedisAsync(string how)
    {
        Note("redis", how);
        await cluster.DoAsync(how);
    }

    private int Any()
    {
        int[] there = [.. cluster.Silos.Where(silo => silo != _frozen)];
        return there[chance.Next(there.Length)];
    }

    private void Note(string kind, string what)
    {
        lock (_events) _events.Add((_time.GetUtcNow(), kind));
        Say(what);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static void Say(string line) => Console.WriteLine($"{TimeProvider.System.GetLocalNow():HH:mm:ss} {line}");
}
