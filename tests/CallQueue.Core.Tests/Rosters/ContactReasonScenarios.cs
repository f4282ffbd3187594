using CallQueue.Businesses;
using CallQueue.Businesses.Turns;
using CallQueue.Calls;
using CallQueue.Calls.Attempts;
using CallQueue.Scenarios;
using CallQueue.Windows;

namespace CallQueue.Rosters;

/// <summary>Why a contact has, or does not have, a call today [S2.38]. The scene begins on 2 March 2026, 09:00 UTC.</summary>
public sealed class ContactReasonScenarios
{
    [Fact]
    public void A_contact_waits_for_its_time_is_called_and_then_waits_for_tomorrow()
    {
        var scene = new RosterScene(Fate.Talks(60));
        scene.S.Play(async () =>
        {
            await scene.PutAsync(RosterScene.Some("ann", "10:00:00"));
            ContactReasons before = await WhyAsync(scene, "ann");
            (before.Reason, before.Date, before.DueAt, before.NextAt, before.Call).ShouldBe((ContactReason.NotYet, new DateOnly(2026, 3, 2), At(2, 10), At(2, 10), "ann@20260302"));

            await scene.WaitUntilAsync(2, 10, 5);
            ContactReasons after = await WhyAsync(scene, "ann");
            (after.Reason, after.NextAt).ShouldBe((ContactReason.Submitted, At(3, 10)));
            (await scene.S.Call(after.Call).GetAsync())!.Outcome.ShouldBe(Outcome.Completed);
        });
    }

    [Fact]
    public void A_time_set_after_it_had_passed_begins_tomorrow_and_a_called_contact_is_not_called_again_at_a_new_time()
    {
        var scene = new RosterScene(Fate.Talks(60));
        scene.S.Play(async () =>
        {
            await scene.PutAsync(RosterScene.Some("late", "08:00:00"), RosterScene.Some("moved", "10:00:00", number: 2));
            ContactReasons late = await WhyAsync(scene, "late");
            (late.Reason, late.SetAt, late.NextAt).ShouldBe((ContactReason.SetTooLate, At(2, 9), At(3, 8)));

            await scene.WaitUntilAsync(2, 10, 5);
            await scene.PutAsync(RosterScene.Some("moved", "18:00:00", number: 2));
            ContactReasons moved = await WhyAsync(scene, "moved");
            (moved.Reason, moved.NextAt).ShouldBe((ContactReason.AlreadyCalled, At(3, 18)));
        });
    }

    [Fact]
    public void Flags_clocks_and_zones_are_named()
    {
        var scene = new RosterScene(Fate.Talks(60));
        scene.S.Play(async () =>
        {
            await scene.PutAsync(
                RosterScene.Some("off", "10:00:00") with { CallEnabled = false }, RosterScene.Some("kathmandu", "10:00:00", "Asia/Kathmandu", 2), RosterScene.Some("apia", "10:00:00", "Pacific/Apia", 3));
            ContactReasons off = await WhyAsync(scene, "off");
            (off.Reason, off.NextAt).ShouldBe((ContactReason.Disabled, null));

            // 14:45 in Kathmandu, 22:00 in Apia.
            (await WhyAsync(scene, "kathmandu")).Reason.ShouldBe(ContactReason.SetTooLate);
            ContactReasons apia = await WhyAsync(scene, "apia");
            (apia.Reason, apia.Date, apia.NextAt).ShouldBe((ContactReason.SetTooLate, new DateOnly(2026, 3, 2), At(2, 21)));
            (await scene.ShardOf("nobody").WhyAsync("nobody")).ShouldBeNull();
        });
    }

    [Fact]
    public void A_call_that_the_business_refuses_is_named_with_the_reason()
    {
        CallingWindow.TryParse("sun 10:00-11:00", out CallingWindow? sundays, out _).ShouldBeTrue();
        var scene = new RosterScene(Fate.Talks(60), RosterScene.Many with { Rules = new CallRules { Window = sundays } });
        scene.S.Play(async () =>
        {
            await scene.PutAsync(RosterScene.Some("ann", "10:00:00"));
            await scene.WaitUntilAsync(2, 10, 5);
            ContactReasons refused = await WhyAsync(scene, "ann");
            refused.Reason.ShouldBe(ContactReason.Refused);
            refused.Refusal.ShouldNotBeNullOrEmpty();
        });
        scene.Dialed.ShouldBeEmpty();
    }

    private static async Task<ContactReasons> WhyAsync(RosterScene scene, string id) => (await scene.ShardOf(id).WhyAsync(id)).ShouldNotBeNull();

    private static DateTimeOffset At(int day, int hour) => new(2026, 3, day, hour, 0, 0, TimeSpan.Zero);
}
