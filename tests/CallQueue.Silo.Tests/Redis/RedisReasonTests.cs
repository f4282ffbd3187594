using CallQueue.Cluster;
using CallQueue.Composition;
using Microsoft.Extensions.Time.Testing;

namespace CallQueue.Redis;

public sealed class RedisReasonTests
{
    [Fact]
    public async Task A_waiting_gateway_asks_for_the_reason_once_in_half_a_minute()
    {
        var time = new FakeTimeProvider();
        int asked = 0;
        var reason = new StoreReason(_ => Task.FromResult(new StoreFailure(false, $"{++asked}")), time);
        for (int second = 0; second < 70; second++)
        {
            await reason.NextAsync(new TimeoutException());
            time.Advance(TimeSpan.FromSeconds(1));
        }

        asked.ShouldBe(3);
    }
}
