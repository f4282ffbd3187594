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

    [Fact]
    public void Before_the_move_has_come_to_a_number_a_dial_is_checked_under_its_former_spelling() => _host.Play(async () =>
    {
        PhoneNumber mobile = PhoneNumber.Parse("+5491123456789"), formerMobile = PhoneNumber.Parse("+541115234567" + "89");
        PhoneNumber landline = PhoneNumber.Parse("+551133334444"), formerLandline = PhoneNumber.Parse("+550151133334444");
        await Own.AddAsync([new ListedNumber(Former, "opt_out", Some.Instant), new ListedNumber(formerLandline, null, Some.Instant)]);
        await Everybodys.AddAsync([new ListedNumber(formerMobile, "law", Some.Instant)]);
        _host.Crash();

        // Nothing has been moved: a cluster dials while it moves.
        (await ClearAsync(Right, 1, [])).Reason.ShouldBe("opt_out");
        (await ClearAsync(landline, 1, [])).Listed.ShouldBeTrue();
        (await _host.Actors.Guard(GuardId.Of(null, mobile)).ClearAsync(new ClearNumber(mobile, 1, null))).Reason.ShouldBe("law");
        (await Own.FindAsync(Right))!.Reason.ShouldBe("opt_out");
        (await ClearAsync(PhoneNumber.Parse("+442079460999"), 1, [])).IsClear.ShouldBeTrue();

        // Who is taken off the list stays off it, also after the move.
        await Own.RemoveAsync(new RemoveNumbers([landline], "agreed again", "test", Some.Instant));
        await new FormerSpellings(_host.Actors).MoveAsync(default);
        (await ClearAsync(landline, 2, [])).IsClear.ShouldBeTrue();
        (await ClearAsync(Right, 2, [])).Listed.ShouldBeTrue();
    });

    [Fact]
    public void Before_the_move_dials_under_both_spellings_count_against_one_cap() => _host.Play(async () =>
    {
        RateRule[] caps = [new RateRule(2, TimeSpan.FromDays(1))];
        (await ClearAsync(Former, 1, caps)).IsClear.ShouldBeTrue();
        (await ClearAsync(Former, 2, caps)).IsClear.ShouldBeTrue();
        _host.Crash();
        (await ClearAsync(Right, 3, caps)).CappedUntil.ShouldNotBeNull();
    });

    private Task<Clearance> ClearAsync(PhoneNumber number, long lease, IReadOnlyList<RateRule> caps) =>
        _host.Actors.Guard(GuardId.Of(Some.Business, number)).ClearAsync(new ClearNumber(number, lease, caps));
}
