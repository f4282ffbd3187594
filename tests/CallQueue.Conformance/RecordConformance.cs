using CallQueue.Conformance.Probes;
using CallQueue.Hosting;
using Shouldly;
using Xunit;

namespace CallQueue.Conformance;

/// <summary>Records: named, versioned values, written in order and only where the version matches.</summary>
public abstract class RecordConformance : HostConformance
{
    [Fact]
    public Task A_record_that_was_never_written_is_null() => RunAsync(async (host, _) =>
        (await host.Probe("a").LoadAsync("root")).ShouldBeNull());

    [Fact]
    public Task A_record_is_created_replaced_and_deleted() => RunAsync(async (host, _) =>
    {
        var probe = host.Probe("a");

        var created = await SaveOneAsync(probe, ProbeWrite.Create("root", [1]));
        (await LoadAsync(probe, "root")).ShouldBe([1]);
        var replaced = await SaveOneAsync(probe, ProbeWrite.Replace("root", [2, 3], created));
        (await LoadAsync(probe, "root")).ShouldBe([2, 3]);
        (await probe.LoadAsync("root"))!.Version.ShouldBe(replaced);
        var deleted = await SaveOneAsync(probe, ProbeWrite.Delete("root", replaced));

        (await probe.LoadAsync("root")).ShouldBeNull();
        (created, replaced).ShouldNotBe((null, null));
        replaced.ShouldNotBe(created);
        deleted.ShouldBeNull();
    });

    public static TheoryData<string, bool, string?> Refused => new()
    {
        { "create what exists", true, null },
        { "replace an older version", true, "older" },
        { "replace what is gone", false, "older" },
        { "replace a version that no host makes", true, "no such version" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public Task A_write_is_refused_when_the_version_is_another(string what, bool exists, string? expected) => RunAsync(async (host, _) =>
    {
        var probe = host.Probe("a");
        var older = await SaveOneAsync(probe, ProbeWrite.Create("root", [1]));
        var current = await SaveOneAsync(probe, ProbeWrite.Replace("root", [2], older));
        if (!exists) await SaveOneAsync(probe, ProbeWrite.Delete("root", current));

        var write = ProbeWrite.Replace("root", [9], expected == "older" ? older : expected);
        var refusal = await ShouldThrowAsync<RecordConflictException>(probe.SaveAsync([write]), what);

        refusal.Message.ShouldContain("root");
        (await probe.LoadAsync("root"))?.Data.ShouldBe([2]);
    });

    [Fact]
    public Task A_deletion_is_refused_when_the_version_is_another() => RunAsync(async (host, _) =>
    {
        var probe = host.Probe("a");
        var older = await SaveOneAsync(probe, ProbeWrite.Create("root", [1]));
        await SaveOneAsync(probe, ProbeWrite.Replace("root", [2], older));

        await ShouldThrowAsync<RecordConflictException>(probe.SaveAsync([ProbeWrite.Delete("root", older)]));

        (await LoadAsync(probe, "root")).ShouldBe([2]);
    });

    [Fact]
    public Task A_deletion_may_take_any_version_or_none() => RunAsync(async (host, _) =>
    {
        var probe = host.Probe("a");
        await SaveOneAsync(probe, ProbeWrite.Create("page-1", [1]));

        await probe.SaveAsync([ProbeWrite.Delete("page-1"), ProbeWrite.Delete("page-2")]);
        await probe.SaveAsync([ProbeWrite.Delete("page-1")]);

        (await probe.LoadAsync("page-1")).ShouldBeNull();
    });

    [Fact]
    public Task A_version_never_comes_back_after_deletion_not_even_after_a_restart() => RunAsync(async (host, _) =>
    {
        var probe = host.Probe("a");
        var versions = new List<string?>();
        for (var i = 0; i < 6; i++)
        {
            versions.Add(await SaveOneAsync(probe, ProbeWrite.Create("root", [1])));
            await SaveOneAsync(probe, ProbeWrite.Delete("root"));
            if (i % 2 == 1) await host.KillAndRestartAsync();
        }
        await SaveOneAsync(probe, ProbeWrite.Create("root", [1]));

        versions.Distinct().Count().ShouldBe(versions.Count);
        foreach (var version in versions)
            await ShouldThrowAsync<RecordConflictException>(probe.SaveAsync([ProbeWrite.Replace("root", [9], version)]));
    });

    [Fact]
    public Task A_batch_answers_versions_in_its_order_and_none_for_deletions() => RunAsync(async (host, _) =>
    {
        var probe = host.Probe("a");
        var old = await SaveOneAsync(probe, ProbeWrite.Create("page-0", [0]));

        var versions = await probe.SaveAsync(
            [ProbeWrite.Create("page-2", [2]), ProbeWrite.Create("page-1", [1]), ProbeWrite.Delete("page-0", old), ProbeWrite.Create("root", [3])]);

        versions.Count.ShouldBe(4);
        versions[2].ShouldBeNull();
        (await probe.LoadAsync("page-2")).ShouldBe(new ProbeRecord([2], versions[0]), new RecordComparer());
        (await probe.LoadAsync("page-1")).ShouldBe(new ProbeRecord([1], versions[1]), new RecordComparer());
        (await probe.LoadAsync("root")).ShouldBe(new ProbeRecord([3], versions[3]), new RecordComparer());
        (await probe.LoadAsync("page-0")).ShouldBeNull();
    });

    [Fact]
    public Task A_refused_batch_leaves_nothing_or_only_what_came_before_the_refusal() => RunAsync(async (host, _) =>
    {
        var probe = host.Probe("a");
        var root = await SaveOneAsync(probe, ProbeWrite.Create("root", [1]));
        await SaveOneAsync(probe, ProbeWrite.Replace("root", [2], root));

        await ShouldThrowAsync<RecordConflictException>(probe.SaveAsync(
            [ProbeWrite.Create("before-1", [1]), ProbeWrite.Create("before-2", [1]), ProbeWrite.Replace("root", [9], root), ProbeWrite.Create("after", [1])]));

        var first = await probe.LoadAsync("before-1");
        var second = await probe.LoadAsync("before-2");
        (second is not null && first is null).ShouldBeFalse("the batch was written out of order");
        (await LoadAsync(probe, "root")).ShouldBe([2]);
        (await probe.LoadAsync("after")).ShouldBeNull();
    });

    [Fact]
    public Task A_batch_may_create_and_delete_one_record() => RunAsync(async (host, _) =>
    {
        var probe = host.Probe("a");

        await probe.SaveAsync([ProbeWrite.Create("page", [1]), ProbeWrite.Create("root", [1]), ProbeWrite.Delete("page")]);

        (await probe.LoadAsync("page")).ShouldBeNull();
        (await LoadAsync(probe, "root")).ShouldBe([1]);
    });

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(20_000)]
    [InlineData(1_048_576)]
    public Task A_value_comes_back_byte_by_byte(int length) => RunAsync(async (host, _) =>
    {
        var data = new byte[length];
        for (var i = 0; i < length; i++) data[i] = (byte)(i * 31 + (i >> 8));

        await SaveOneAsync(host.Probe("a"), ProbeWrite.Create("big", data));
        (await LoadAsync(host.Probe("a"), "big")).ShouldBe(data);
        await host.KillAndRestartAsync();

        (await LoadAsync(host.Probe("a"), "big")).ShouldBe(data);
    });

    [Fact]
    public Task A_batch_may_be_long() => RunAsync(async (host, _) =>
    {
        var probe = host.Probe("a");
        var writes = Enumerable.Range(0, 500).Select(i => ProbeWrite.Create($"page-{i}.x_y", BitConverter.GetBytes(i))).ToArray();

        (await probe.SaveAsync(writes)).Distinct().Count().ShouldBe(500);

        for (var i = 0; i < 500; i += 50) (await LoadAsync(probe, $"page-{i}.x_y")).ShouldBe(BitConverter.GetBytes(i));
    });

    [Fact]
    public Task Records_of_one_name_belong_to_their_actors() => RunAsync(async (host, _) =>
    {
        await SaveOneAsync(host.Probe("a"), ProbeWrite.Create("root", [1]));
        await SaveOneAsync(host.Probe("b"), ProbeWrite.Create("root", [2]));
        await SaveOneAsync(host.Probe("a"), ProbeWrite.Delete("root"));

        (await LoadAsync(host.Probe("b"), "root")).ShouldBe([2]);
    });

    private static async Task<string?> SaveOneAsync(IProbe probe, ProbeWrite write) => (await probe.SaveAsync([write]))[0];

    private static async Task<byte[]> LoadAsync(IProbe probe, string name) => (await probe.LoadAsync(name)).ShouldNotBeNull().Data;

    private sealed class RecordComparer : IEqualityComparer<ProbeRecord?>
    {
        public bool Equals(ProbeRecord? x, ProbeRecord? y) => x is not null && y is not null && x.Version == y.Version && x.Data.SequenceEqual(y.Data);

        public int GetHashCode(ProbeRecord? obj) => 0;
    }
}
