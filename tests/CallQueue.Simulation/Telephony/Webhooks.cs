using CallQueue.Calls;
using CallQueue.Calls.Attempts;
using CallQueue.Carriers;
using CallQueue.Hosting;
using CallQueue.Simulation.Running;

namespace CallQueue.Simulation.Telephony;

/// <summary>
/// The way of status reports from the carrier to the call actors: dropped, doubled, delayed, out of order; sent again a
/// few times when the actor does not answer.
/// </summary>
internal sealed class Webhooks(World world, Func<IActors> actors, Func<CarrierHabits> habits)
{
    private readonly Chance chance = world.Chance.Fork();
    private readonly HashSet<CarrierCallId> verdicts = [];

    /// <summary>No report of this kind ever gets through in this seed.</summary>
    public bool AllDropped { get; init; }

    /// <summary>No report of an end ever gets through in this seed.</summary>
    public bool EndsDropped { get; init; }

    /// <summary>Reports that changed something, by the call and status they told of: each may do so once.</summary>
    public Dictionary<(CarrierCallId Call, CarrierStatus Status), int> Applied { get; } = [];

    public void Tell(PlacedCall call, CarrierReport report)
    {
        CarrierHabits now = habits();
        bool dropped = chance.Of(now.WebhookDropped) | AllDropped | (EndsDropped && report.Status == CarrierStatus.Ended);
        int times = chance.Of(now.WebhookTwice) ? chance.Between(2, 3) : 1;
        for (int i = 0; i < times; i++)
        {
            TimeSpan way = chance.Of(now.WebhookLate) ? chance.Seconds(0, 240) : chance.Seconds(0.01, 0.3);
            if (!dropped) world.After(way, () => world.Outside.Run(() => DeliverAsync(call, report)));
        }
    }

    /// <summary>A message that some stranger made up for a call that exists; true when it changed anything.</summary>
    public async Task<bool> ForgeAsync(PlacedCall call)
    {
        AttemptRef attempt = call.Create.Attempt with { Token = chance.Of(0.5) ? "forged" : call.Create.Attempt.Token + "x" };
        var report = new CarrierReport(call.Id, CarrierStatus.Ended, Outcome.Completed, "forged", true, TimeSpan.FromSeconds(1));
        EventAnswer answer = await actors().Call(attempt.Call).OnCarrierEventAsync(new CarrierEvent(attempt, report));
        return answer.Applied;
    }

    private void NoteVerdict(PlacedCall call, CarrierReport report, EventAnswer answer)
    {
        if (answer.Applied && !verdicts.Add(call.Id)) throw world.Break("P9", $"a verdict changed something twice: {call.Create}");
        if (answer.Applied && report.AnsweredBy == AnsweredBy.Machine && call.Live) call.MachineTakenAt ??= world.Now;
    }

    private async Task DeliverAsync(PlacedCall call, CarrierReport report)
    {
        if (report.Status == CarrierStatus.Ended) call.EndToldAt ??= world.Now;
        for (int tries = 0; tries < 5; tries++)
        {
            try
            {
                EventAnswer answer = await actors().Call(call.Create.Call).OnCarrierEventAsync(new CarrierEvent(call.Create.Attempt, report, ScriptedCarrier.NameOf(call.Create.Account)));
                if (world.Tracing) world.Trace($"webhook {call.Create.Call} {report.Status} {report.Outcome}: {answer}");
                if (report.AnsweredBy is not null) NoteVerdict(call, report, answer);
                else if (answer.Applied) Applied[(call.Id, report.Status)] = Applied.GetValueOrDefault((call.Id, report.Status)) + 1;
                return;
            }
            catch (Exception e) when (e is not PromiseBrokenException)
            {
                await world.Delay(TimeSpan.FromSeconds(1 << tries));
            }
        }
    }
}
