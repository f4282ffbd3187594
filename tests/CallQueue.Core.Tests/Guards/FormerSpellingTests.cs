using CallQueue.Businesses;
using CallQueue.Hosting;
using CallQueue.Rates;
using CallQueue.Scenarios;

namespace CallQueue.Guards;

/// <summary>What versions before 0.2 stored under a number with a trunk prefix is found under its right spelling.</summary>
public sealed class FormerSpellingTests
{
    private static readonly PhoneNumber Former = PhoneNumber.Parse("+4402079460100");
    private static readonly PhoneNumber Right = PhoneNumber.Parse("+442079460100");
    private readonly ScenarioHost _host = new(new ScriptedCarrier((_, _) => Fate.Talks()));

    private DoNotCallList Own => new(_host.Actors, Some.Business);

    private DoNotCallList Everybodys => new(_host.Actors, null);

    [Fact]
    public void Lists_are_moved_once_and_keep_reason_and_time() => _host.Play(async () =>
    {
        await Own.AddAsync([new ListedNumber(Former, "opt_out", Some.Instant), new ListedNumber(PhoneNumber.Parse("+5215512345678"), null, Some.Instant), new ListedNumber(Some.Number(), null, Some.Instant)]);
        await Everybodys.AddAsync([new ListedNumber(Former, "law", Some.Instant)]);
        (await Own.FindAsync(Right)).ShouldBeNull();

        (await new FormerSpellings(_host.Actors).MoveAsync(default)).ShouldBe(3);
        _host.Crash();

        (await Own.FindAsync(Right)).ShouldBe(new ListedNumber(Right, "opt_out", Some.Instant));
        (await Own.FindAsync(PhoneNumber.Parse("+525512345678"))).ShouldNotBeNull();
        (await Own.FindAsync(Former)).ShouldBeNull();
        (await Own.CountAsync()).ShouldBe(3);
        (await Everybodys.FindAsync(Right))!.Reason.ShouldBe("law");
        (await new FormerSpellings(_host.Actors).MoveAsync(default)).ShouldBe(0);
    });

    [Fact]
    public void A_move_that_failed_goes_on_when_it_is_repeated_and_nobody_is_off_the_list_meanwhile() => _host.Play(async () =>
    {
        PhoneNumber[] former = [.. Enumerable.Range(0, 60).Select(i => PhoneNumber.Parse($"+4402079460{i:000}"))];
        await Everybodys.AddAsync([.. former.Select(number => new ListedNumber(number, null, Some.Instant))]);
        int writes = 0;
        _host.Store.Fault = _ => ++writes % 5 == 0 ? new StorageException("disk") : null;
        for (bool isDone = false; !isDone;)
        {
            try
            {
                await new FormerSpellings(_host.Actors).MoveAsync(default);
                isDone = true;
            }
            catch (UnavailableException)
            {
                foreach (PhoneNumber number in former) ((await Everybodys.FindAsync(number)) ?? await Everybodys.FindAsync(number.Respelled)).ShouldNotBeNull();
            }
        }

        _host.Store.Fault = _ => null;
        _host.Crash();
        (await Everybodys.CountAsync()).ShouldBe(60);
        foreach (PhoneNumber number in former) (await Everybodys.FindAsync(number.Respelled)).ShouldNotBeNull();
    });

    [Fact]
    public void Dials_under_both_spellings_count_against_one_cap() => _host.Play(async () =>
    {
        RateRule[] caps = [new RateRule(2, TimeSpan.FromDays(1))];
        await _host.Actors.Business(Some.Business).ChangeSettingsAsync(new BusinessSettings { ContactCaps = caps });
        (await ClearAsync(Former, 1, caps)).IsClear.ShouldBeTrue();
        (await ClearAsync(Right, 2, caps)).IsClear.ShouldBeTrue();

        (await new FormerSpellings(_host.Actors).MoveAsync(default)).ShouldBe(1);
        (await ClearAsync(Right, 3, caps)).CappedUntil.ShouldNotBeNull();
    });

    private Task<Clearance> ClearAsync(PhoneNumber number, long lease, IReadOnlyList<RateRule> caps) =>
        _host.Actors.Guard(GuardId.Of(Some.Business, number)).ClearAsync(new ClearNumber(number, lease, caps));
}
