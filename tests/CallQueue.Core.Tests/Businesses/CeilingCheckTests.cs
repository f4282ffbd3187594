using System.Globalization;
using CallQueue.Calls;
using CallQueue.Rates;
using CallQueue.Windows;

namespace CallQueue.Businesses;

/// <summary>A business may lower what its operator allows, never raise it; what a lowered ceiling finds is clamped.</summary>
public sealed class CeilingCheckTests
{
    private static readonly PhoneNumber Given = PhoneNumber.Parse("+12025550199");

    private static readonly BusinessCeilings Most = new()
    {
        Slots = 5, Rates = [new RateRule(10, TimeSpan.FromSeconds(60))], Window = Window("09:00-21:00"), ContactCaps = [new RateRule(3, TimeSpan.FromDays(1))], KeptCompleted = 50, KeptFailed = 60,
        KeptAge = TimeSpan.FromDays(2), Webhooks = 1, WebhookHosts = ["app.example.com"], MaxDuration = TimeSpan.FromSeconds(600), Numbers = [Given], AnswerUrlHosts = ["voice.example.com"],
    };

    private static readonly BusinessSettings Held = new()
    {
        Slots = 2, Retention = new Retention { Completed = 10, Failed = 10, Age = TimeSpan.FromDays(1) }, Ceilings = Most, Rules = new CallRules { MaxDuration = TimeSpan.FromSeconds(60) },
    };

    public static TheoryData<string, BusinessSettings, string?> Changes => new()
    {
        { "slots at the ceiling", Held with { Slots = 5 }, null },
        { "slots", Held with { Slots = 6 }, "slots must be at most 5, the operator's ceiling; got 6" },
        { "rate at the ceiling", Held with { Rates = [new RateRule(10, TimeSpan.FromSeconds(60))] }, null },
        { "rate", Held with { Rates = [new RateRule(1, TimeSpan.FromSeconds(60)), new RateRule(11, TimeSpan.FromSeconds(60))] }, "rate_limits[1].count must not allow more than 10 in 60 s, the operator's ceiling; got 11 in 60 s" },
        { "rate of a shorter period", Held with { Rates = [new RateRule(11, TimeSpan.FromSeconds(1))] }, "rate_limits[0].count must not allow more than 10 in 60 s, the operator's ceiling; got 11 in 1 s" },
        { "rate of a longer period", Held with { Rates = [new RateRule(21, TimeSpan.FromSeconds(120))] }, "rate_limits[0].count must not allow more than 10 in 60 s, the operator's ceiling; got 21 in 120 s" },
        { "lower rate of a longer period", Held with { Rates = [new RateRule(20, TimeSpan.FromSeconds(120))] }, null },
        { "cap", Held with { ContactCaps = [new RateRule(4, TimeSpan.FromDays(1))] }, "contact_caps[0].count must not allow more than 3 in 86400 s, the operator's ceiling; got 4 in 86400 s" },
        { "window", Held with { Rules = Held.Rules with { Window = Window("08:00-20:00") } }, "window must be within 09:00-21:00, the operator's ceiling; got 08:00-20:00" },
        { "narrower window", Held with { Rules = Held.Rules with { Window = Window("mon-fri 10:00-20:00") } }, null },
        { "completed", Held with { Retention = Held.Retention with { Completed = 51 } }, "retention.completed must be at most 50, the operator's ceiling; got 51" },
        { "failed", Held with { Retention = Held.Retention with { Failed = 61 } }, "retention.failed must be at most 60, the operator's ceiling; got 61" },
        { "age", Held with { Retention = Held.Retention with { Age = TimeSpan.FromDays(3) } }, "retention.age_seconds must be at most 172800 seconds, the operator's ceiling; got 259200" },
        { "max_duration", Held with { Rules = Held.Rules with { MaxDuration = TimeSpan.FromSeconds(601) } }, "max_duration must be at most 600 seconds, the operator's ceiling; got 601" },
        { "number", Held with { Rules = Held.Rules with { From = PhoneNumber.Parse("+12025550100") } }, "number must be one of the business's caller ids" },
        { "given number", Held with { Rules = Held.Rules with { From = Given } }, null },
        { "webhook host", Held with { Webhook = new WebhookTarget("https://evil.example.net/hook", "0123456789abcdef") }, "webhook.url must be on a host that the operator allows (app.example.com); got 'https://evil.example.net/hook'" },
        { "webhook", Held with { Webhook = new WebhookTarget("https://app.example.com/hook", "0123456789abcdef") }, null },
        {
            "two endpoints", Held with { Webhook = new WebhookTarget("https://app.example.com/hook", "0123456789abcdef"), Veto = new VetoTarget("https://app.example.com/v", "0123456789abcdef") },
            "webhook is not allowed: webhook and veto together may be 1 endpoints, the operator's ceiling; got 2"
        },
        { "callback duration", Held with { Callback = new CallTemplate { Rules = new CallRules { MaxDuration = TimeSpan.FromSeconds(900) } } }, "callback.call_config.max_duration must be at most 600 seconds, the operator's ceiling; got 900" },
        { "roster answer_url", Held with { Roster = new CallTemplate { Script = new CallScript { AnswerUrl = "https://evil.example.net/a" } } }, "roster.call_config.answer_url must be on a host that the operator allows (voice.example.com); got 'https://evil.example.net/a'" },
    };

    [Theory, MemberData(nameof(Changes))]
    public void A_value_beyond_its_ceiling_is_refused_by_name(string what, BusinessSettings wanted, string? problem)
    {
        string? found = CeilingCheck.FindProblem(wanted, Held)?.ToString();
        if (problem is null) found.ShouldBeNull(what);
        else found.ShouldNotBeNull(what).ShouldStartWith(problem);
    }

    [Fact]
    public void A_value_that_a_lowered_ceiling_left_behind_may_stay_and_is_clamped()
    {
        BusinessSettings before = new()
        {
            Slots = 9, Rules = new CallRules { MaxDuration = TimeSpan.FromHours(1), Window = Window("06:00-23:00"), From = PhoneNumber.Parse("+12025550100") }, Ceilings = Most,
            Rates = [new RateRule(100, TimeSpan.FromSeconds(60))], Webhook = new WebhookTarget("https://old.example.net/hook", "0123456789abcdef"), Retention = new Retention { Completed = 1000, Failed = 1000, Age = TimeSpan.FromDays(30) },
        };
        CeilingCheck.FindProblem(before with { RecentlyCalledHours = 1 }, before).ShouldBeNull();

        BusinessSettings inForce = Ceilings.Under(before);
        (inForce.Slots, inForce.Rules.MaxDuration, inForce.Rules.From, inForce.Webhook).ShouldBe((5, TimeSpan.FromSeconds(600), (PhoneNumber?)Given, null));
        inForce.Rates.ShouldBe([new RateRule(100, TimeSpan.FromSeconds(60)), new RateRule(10, TimeSpan.FromSeconds(60))]);
        inForce.Retention.ShouldBe(new Retention { Completed = 50, Failed = 60, Age = TimeSpan.FromDays(2) });
        inForce.Rules.OuterWindow.ShouldBe(Most.Window);
        Ceilings.Under(before with { Ceilings = null }).ShouldBe(before with { Ceilings = null });
    }

    [Fact]
    public void A_duration_that_nobody_says_is_half_an_hour_or_the_ceiling()
    {
        Ceilings.Under(new BusinessSettings { Ceilings = new() { MaxDuration = TimeSpan.FromSeconds(600) } }).Rules.MaxDuration.ShouldBe(TimeSpan.FromSeconds(600));
        Ceilings.Under(new BusinessSettings { Ceilings = new() { MaxDuration = TimeSpan.FromHours(2) } }).Rules.MaxDuration.ShouldBe(TimeSpan.FromSeconds(1800));
    }

    [Fact]
    public void A_veto_that_may_not_be_asked_holds_the_business()
    {
        var veto = new VetoTarget("https://old.example.net/v", "0123456789abcdef");
        Ceilings.FindHold(new BusinessSettings { Veto = veto, Ceilings = Most }).ShouldNotBeNull();
        Ceilings.FindHold(new BusinessSettings { Veto = veto, Ceilings = new() { Webhooks = 0 } }).ShouldNotBeNull();
        Ceilings.FindHold(new BusinessSettings { Veto = veto, Ceilings = new() { Webhooks = 1 } }).ShouldBeNull();
    }

    private static CallingWindow Window(string text) => CallingWindow.TryParse(text, out CallingWindow? window, out string? problem) ? window : throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"{problem}"));
}
