using System.Text;
using CallQueue.Events;
using CallQueue.Gateway.Tests.Fakes;
using CallQueue.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace CallQueue.Gateway.Tests.Events;

public sealed class EventHubTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly EventTopic Clinic = new(TopicKind.Business, new BusinessId("clinic"));
    private readonly FakeTimeProvider _time = new(Some.Now);
    private readonly ScriptedSources _sources;
    private readonly EventHub _hub;

    public EventHubTests()
    {
        _sources = new ScriptedSources(_time);
        _hub = new EventHub(_sources.Make, _time, NullLogger<EventHub>.Instance);
    }

    [Fact]
    public async Task Fifty_viewers_of_a_topic_are_one_watch_and_all_get_the_same_bytes()
    {
        Viewer[] viewers = [.. Enumerable.Range(0, 50).Select(_ => _hub.Enter([Clinic], null))];
        _sources.Answer(ScriptedSources.News(Clinic, "a"));
        var bodies = new HashSet<byte[]>(ReferenceEqualityComparer.Instance);
        foreach (Viewer viewer in viewers) bodies.Add((await NextAsync(viewer)).ShouldHaveSingleItem().Body);
        bodies.Count.ShouldBe(1, "it is serialized once");
        _sources.MadeFor(Clinic).ShouldBe(1);
        _hub.Watched.ShouldBe(1);
    }

    [Fact]
    public async Task A_topic_that_changes_all_the_time_is_asked_and_sent_four_times_a_second_at_most()
    {
        _sources.Always = (topic, count) => ScriptedSources.News(topic, $"{count}");
        using Viewer viewer = _hub.Enter([Clinic], null);
        DateTimeOffset end = Some.Now.AddSeconds(3);
        int taken = 0;
        while (_time.GetUtcNow() < end)
        {
            taken += viewer.Take().Count;
            _time.Advance(TimeSpan.FromMilliseconds(10));
            await Task.Yield();
        }

        DateTimeOffset[] asked = [.. _sources.Asked];
        asked.Zip(asked.Skip(1)).ShouldAllBe(pair => pair.Second - pair.First >= TopicWatch.Gap);
        taken.ShouldBeLessThanOrEqualTo(asked.Length);
        asked.Length.ShouldBeLessThanOrEqualTo(13);
    }

    [Fact]
    public async Task Whoever_does_not_take_events_gets_only_the_newest_of_each_topic()
    {
        using Viewer fast = _hub.Enter([Clinic], null);
        using Viewer slow = _hub.Enter([Clinic], null);
        foreach (string mark in (string[])["a", "b", "c"])
        {
            _sources.Answer(ScriptedSources.News(Clinic, mark));
            TextOf((await NextAsync(fast)).ShouldHaveSingleItem()).ShouldContain($"\"detail\":\"{mark}\"");
            await UntilAskedAgainAsync();
        }

        TextOf(slow.Take().ShouldHaveSingleItem()).ShouldContain("\"detail\":\"c\"");
        slow.Take().ShouldBeEmpty();
    }

    [Fact]
    public async Task The_same_state_again_is_not_sent_again()
    {
        using Viewer viewer = _hub.Enter([Clinic], null);
        _sources.Answer(ScriptedSources.News(Clinic, "a"));
        await NextAsync(viewer);
        await UntilAskedAgainAsync();
        _sources.Answer(ScriptedSources.News(Clinic, "a"));
        await UntilAskedAgainAsync();
        viewer.Take().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_watch_ends_when_nobody_follows_its_topic_any_more()
    {
        Viewer one = _hub.Enter([Clinic], null), two = _hub.Enter([Clinic], null);
        _sources.Answer(ScriptedSources.News(Clinic, "a"));
        await NextAsync(one);
        one.Dispose();
        await UntilAskedAgainAsync();
        _hub.Watched.ShouldBe(1, "the other one still follows it");
        two.Dispose();
        _sources.Answer(ScriptedSources.News(Clinic, "b"));
        int asked = _sources.Asked.Count;
        await UntilAsync(() => _hub.Watched == 0);
        _sources.Asked.Count.ShouldBe(asked, "the business is not asked again");
    }

    [Fact]
    public async Task Whoever_comes_back_gets_only_what_is_new_and_with_another_id_everything()
    {
        var trunks = EventTopic.Trunks;
        _sources.Always = (topic, _) => ScriptedSources.News(topic, "a");
        string id;
        using (Viewer first = _hub.Enter([Clinic, trunks], null))
        {
            List<PublishedEvent> taken = [];
            while (taken.Count < 2) taken.AddRange(await NextAsync(first));
            id = Encoding.UTF8.GetString(first.IdOf(taken[^1]))["id: ".Length..].TrimEnd('\n');
            using Viewer back = _hub.Enter([Clinic, trunks], id);
            back.Take().ShouldBeEmpty("it has seen all of it");
            using Viewer other = _hub.Enter([Clinic], id);
            other.Take().ShouldHaveSingleItem("the id is of other topics");
            using Viewer foreign = _hub.Enter([Clinic, trunks], "0011aabbccdd" + id[12..]);
            foreign.Take().Count.ShouldBe(2, "the id is of another process");
            using Viewer nonsense = _hub.Enter([Clinic, trunks], "nonsense");
            nonsense.Take().Count.ShouldBe(2);
        }
    }

    [Fact]
    public async Task A_topic_that_can_not_be_read_says_so_and_is_sent_again_in_full_when_it_can()
    {
        using Viewer viewer = _hub.Enter([Clinic], null);
        _sources.Answer(ScriptedSources.News(Clinic, "a"));
        await NextAsync(viewer);
        await UntilAskedAgainAsync();
        _sources.Fail(new UnavailableException("its silo is dead"));
        TextOf((await NextAsync(viewer)).ShouldHaveSingleItem()).ShouldBe("event: unavailable\ndata: {\"topic\":\"business:clinic\"}\n\n");
        await UntilAskedAgainAsync();
        _sources.Fail(new UnavailableException("still dead"));
        await UntilAskedAgainAsync();
        viewer.Take().ShouldBeEmpty("it is said once");
        _sources.Answer(ScriptedSources.News(Clinic, "a"));
        TextOf((await NextAsync(viewer)).ShouldHaveSingleItem()).ShouldContain("\"detail\":\"a\"");
        _sources.MadeFor(Clinic).ShouldBe(3, "each try begins anew");
    }

    private static string TextOf(PublishedEvent news) => Encoding.UTF8.GetString(news.Body);

    private static async Task<IReadOnlyList<PublishedEvent>> NextAsync(Viewer viewer)
    {
        while (true)
        {
            (await viewer.WaitAsync(Patience, TimeProvider.System, CancellationToken.None)).ShouldBeTrue();
            if (viewer.Take() is { Count: > 0 } news) return news;
        }
    }

    /// <summary>Lets the clock run until the source is asked once more.</summary>
    private async Task UntilAskedAgainAsync()
    {
        int asked = _sources.Asked.Count;
        await UntilAsync(() => _sources.Asked.Count > asked);
    }

    private async Task UntilAsync(Func<bool> holds)
    {
        long from = TimeProvider.System.GetTimestamp();
        while (!holds())
        {
            TimeProvider.System.GetElapsedTime(from).ShouldBeLessThan(Patience);
            _time.Advance(TimeSpan.FromMilliseconds(50));
            await Task.Yield();
        }
    }
}
