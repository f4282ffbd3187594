using CallQueue.Businesses;
using CallQueue.Businesses.Turns;
using CallQueue.Calls.Attempts;

namespace CallQueue.Scenarios;

/// <summary>Calls submitted without a name get the business's next number. [X13]</summary>
public sealed class NumberScenarios
{
    [Fact]
    public void Calls_without_a_name_are_numbered_from_one_and_a_chosen_number_is_left_out()
    {
        var s = new Scenario(Fate.Talks(1));
        s.Play(async () =>
        {
            await s.SubmitAsync("3", Some.Call(50));
            List<string> names = [];
            for (int i = 0; i < 4; i++) names.Add(await NextAsync(s, i));
            names.ShouldBe(["1", "2", "4", "5"]);
            (await s.UntilIdleAsync()).Counts.Completed.ShouldBe(5);
            (await s.Call("4").GetAsync())!.Spec.To.ShouldBe(Some.Number(2));
        });
    }

    [Fact]
    public void No_number_is_given_out_twice_through_crashes_and_by_many_at_once()
    {
        for (int seed = 0; seed < 40; seed++)
        {
            var random = new Random(seed);
            var s = new Scenario(Fate.Talks(1));
            List<string> names = [];
            s.Play(async () =>
            {
                for (int crash = 0; crash < 6; crash++)
                {
                    for (int i = 0; i < 20; i++) _ = SubmitAsync(i);
                    for (int i = random.Next(200); i > 0; i--) await Task.Yield();
                    s.Host.Crash();
                    await s.Host.WaitAsync(Some.Seconds(1));
                }

                await Task.WhenAll(Enumerable.Range(0, 100).Select(SubmitAsync));
            });
            names.Count.ShouldBeGreaterThanOrEqualTo(100, $"seed {seed}");
            names.ShouldBeUnique($"seed {seed}");

            async Task SubmitAsync(int n) => names.Add(await NextAsync(s, n));
        }
    }

    private static async Task<string> NextAsync(Scenario s, int n) =>
        (await s.Business.SubmitAsync(new SubmitCall(null, "same", Some.Call(n)))).ShouldBeOfType<SubmitAnswer.Taken>().Name;
}
