using CallQueue.Requests;

namespace CallQueue.Gateway.Tests.Requests;

public sealed class TurnsTests
{
    [Fact]
    public async Task Tenants_wait_for_their_turn_in_order_and_a_second_request_of_one_is_refused_at_once()
    {
        using var turns = new PlanTurns();
        IDisposable first = (await turns.TakeAsync("a", default)).ShouldNotBeNull();
        (await turns.TakeAsync("a", default)).ShouldBeNull();
        Task<IDisposable?> second = turns.TakeAsync("b", default), third = turns.TakeAsync("c", default);
        (second.IsCompleted, third.IsCompleted).ShouldBe((false, false));
        (await turns.TakeAsync("b", default)).ShouldBeNull("one that waits counts too");

        first.Dispose();
        first.Dispose();
        IDisposable b = (await second.WaitAsync(TimeSpan.FromSeconds(20))).ShouldNotBeNull();
        third.IsCompleted.ShouldBeFalse();
        b.Dispose();
        using IDisposable c = (await third.WaitAsync(TimeSpan.FromSeconds(20))).ShouldNotBeNull();
    }

    [Fact]
    public async Task Who_goes_away_while_waiting_leaves_no_gap_and_no_share()
    {
        using var turns = new PlanTurns();
        IDisposable first = (await turns.TakeAsync("a", default)).ShouldNotBeNull();
        using var gone = new CancellationTokenSource();
        Task<IDisposable?> waiting = turns.TakeAsync("b", gone.Token);
        await gone.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(waiting);
        first.Dispose();
        using IDisposable again = (await turns.TakeAsync("b", default)).ShouldNotBeNull();
    }

    [Fact]
    public async Task The_queue_has_an_end()
    {
        using var turns = new PlanTurns();
        using IDisposable? first = await turns.TakeAsync("a", default);
        Task<IDisposable?>[] waiting = [.. Enumerable.Range(0, 64).Select(i => turns.TakeAsync($"t{i}", default))];
        (await turns.TakeAsync("one more", default)).ShouldBeNull();
        waiting.ShouldAllBe(turn => !turn.IsCompleted);
    }
}
