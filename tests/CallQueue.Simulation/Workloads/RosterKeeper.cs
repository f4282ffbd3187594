using System.Globalization;
using CallQueue.Businesses;
using CallQueue.Calls;
using CallQueue.Rosters;
using CallQueue.Rosters.Passes;
using CallQueue.Simulation.Running;
using NodaTime;

namespace CallQueue.Simulation.Workloads;

/// <summary>Keeps a roster: puts contacts in, edits them, triggers passes, and takes everybody off at the end.</summary>
internal sealed class RosterKeeper(World world, IActors actors, Scenario scenario, RosterPlan plan, BusinessBook business, Book all)
{
    private readonly Chance chance = new(world.Seed ^ 0x4057E5);
    private int open = 1;

    public RosterBook Book { get; } = new(business.Plan.Id);

    /// <summary>Everything planned has been done and answered.</summary>
    public bool Done => open == 0;

    public void Begin() => world.Outside.Run(async () =>
    {
        foreach (ContactPlan contact in plan.Contacts) Start(contact.At, () => KeepAsync(contact));
        foreach (TimeSpan at in plan.Triggers) Start(at, () => UntilAnsweredAsync(() => actors.Roster(new RosterId(business.Plan.Id, chance.Below(RosterId.Shards))).TriggerAsync(TimeSpan.FromMinutes(5))));
        await world.Delay(RosterPlan.Horizon);
        open--;
    });

    private void Start(TimeSpan at, Func<Task> work)
    {
        open++;
        world.After(at, () => world.Outside.Run(async () =>
        {
            await work();
            open--;
        }));
    }

    private async Task KeepAsync(ContactPlan contact)
    {
        var told = new ContactBook(Register(contact.Contact));
        Book.Contacts.Add(told);
        await PutAsync(told, contact.Contact);
        Contact last = contact.Contact;
        if (contact.Edited is { } edited)
        {
            await world.Delay(contact.EditAfter);
            await PutAsync(told, edited);
            last = edited;
        }

        await world.Delay(scenario.Start + RosterPlan.Horizon - world.Now);
        await PutAsync(told, last with { CallEnabled = false });
    }

    private async Task PutAsync(ContactBook told, Contact contact)
    {
        var edit = new ContactEdit(contact, world.Now);
        told.Edits.Add(edit);
        if (contact.CallEnabled) foreach (Span lifted in told.Calls.SelectMany(call => all.Calls[call].Cancels)) lifted.LiftAskedAt ??= world.Now;
        List<Span> cancels = contact.CallEnabled ? [] : [.. told.Calls.Select(Cancel)];
        var id = new RosterId(business.Plan.Id, ContactPlace.Of(contact.Id).Shard);
        PutAnswer answer = await UntilAnsweredAsync(() => actors.Roster(id).PutAsync(new PutContacts([contact])));
        if (world.Tracing) world.Trace($"told {contact.Id} enabled {contact.CallEnabled} at {contact.CallTime} {contact.TimeZone}: {answer}");
        if (answer is not PutAnswer.Taken) throw world.Break("P4", $"{contact} answered {answer}");
        edit.AnsweredAt = world.Now;

        // A pass of an instance that was frozen may offer on for a moment after it thaws.
        bool isCalm = scenario.IsCalm(world.Now, Scenario.Aftermath);
        foreach (Span cancel in cancels.Where(_ => isCalm)) cancel.AnsweredAt = world.Now;
    }

    private Span Cancel(CallId call)
    {
        var span = new Span(world.Now);
        all.Calls[call].Cancels.Add(span);
        return span;
    }

    /// <summary>All calls that the contact may have until the end of the horizon.</summary>
    private CallId[] Register(Contact contact)
    {
        LocalDate first = Instant.FromDateTimeOffset(scenario.Start).InZone(DateTimeZoneProviders.Tzdb[contact.TimeZone]).Date;
        CallId[] calls = [.. Enumerable.Range(0, 4).Select(day => new CallId(business.Plan.Id, $"{contact.Id}@{first.PlusDays(day).ToString("uuuuMMdd", CultureInfo.InvariantCulture)}"))];
        CallRules rules = new CallRules { TimeZone = contact.TimeZone }.Over(business.Plan.Settings.Rules);
        BusinessSettings settings = business.Plan.Settings;
        bool mayMiss = (settings.Usage ?? settings.Ceilings?.Usage) is not null || scenario.ClockJumps.Count > 0 || scenario.CarrierAhead != TimeSpan.Zero;
        foreach (CallId call in calls) all.Calls.Add(call, new AskedCall(call, business, null, new NewCall { To = contact.To }, rules) { MayMissItsDate = mayMiss });
        return calls;
    }

    private Task<T> UntilAnsweredAsync<T>(Func<Task<T>> ask) => world.UntilAnsweredAsync(ask, () => chance.Seconds(0.1, 10));
}
