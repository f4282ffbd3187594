using CallQueue.Businesses.Leases;
using CallQueue.Businesses.Turns;
using CallQueue.Calls.Attempts;
using CallQueue.Rates;
using CallQueue.Simulation.Running;
using CallQueue.Simulation.Telephony;
using CallQueue.Simulation.Workloads;

namespace CallQueue.Simulation.Promises;

/// <summary>By the carrier's ledger [P8]: nobody on a do-not-call list, nobody whom the app refused, nobody more often than caps allow.</summary>
internal sealed class GuardChecks
{
    /// <summary>Of everybody's list: create requests under way when a number is listed.</summary>
    private static readonly TimeSpan UnderWay = TimeSpan.FromSeconds(20);

    private readonly World world;
    private readonly Ledger ledger;
    private readonly Book book;
    private readonly AskedApp app;

    public GuardChecks(World world, Ledger ledger, Book book, AskedApp app)
    {
        (this.world, this.ledger, this.book, this.app) = (world, ledger, book, app);
        ledger.Sent += OnSent;
        ledger.Arrived += OnArrived;
    }

    /// <summary>Whether a call may end without a dial: its number was being listed, or the app was against it.</summary>
    public static bool MayBeBlocked(AskedCall asked, Book book, AskedApp app) =>
        app.HasRefused(asked.Id) || book.Businesses.Values.SelectMany(business => business.Lists.Where(list => list.IsEverybodys || business == asked.Business))
            .Any(list => list.Numbers.Contains(asked.Call.To));

    private void OnSent(Create create)
    {
        foreach (BusinessBook business in book.Businesses.Values)
        {
            foreach (ListSpan list in business.Lists.Where(list => list.Numbers.Contains(create.To)))
            {
                bool isMeant = list.IsEverybodys || business.Plan.Id == create.Call.Business;
                DateTimeOffset? from = list.IsEverybodys ? list.AnsweredAt + UnderWay : list.AnsweredAt;
                if (isMeant && create.SentAt > from) throw world.Break("P8", $"{create} although its number was listed at {list.AnsweredAt:HH:mm:ss.fff}");
            }
        }

        if (book.Of(create.Call.Business).Plan.Settings.Veto is null) return;
        int dials = ledger.Of(create.Call).Count;
        if (dials > app.Allowed(create.Call)) throw world.Break("P8", $"{create} is dial {dials} of its call, and its app has allowed {app.Allowed(create.Call)}");
    }

    /// <summary>Every cap, exact in every sliding period, by the times at which the carrier had the requests.</summary>
    private void OnArrived(PlacedCall call)
    {
        foreach (RateRule cap in book.Of(call.Create.Call.Business).Plan.Settings.ContactCaps ?? [])
        {
            int inPeriod = 0;
            for (int i = ledger.Placed.Count - 1; i >= 0 && ledger.Placed[i].ArrivedAt > call.ArrivedAt - cap.Period; i--)
                if (ledger.Placed[i].Create.To == call.Create.To && ledger.Placed[i].Create.Call.Business == call.Create.Call.Business) inPeriod++;
            if (inPeriod > cap.Count) throw world.Break("P8", $"{inPeriod} calls to one number within {cap.Period}, {cap.Count} allowed: {call.Create}");
        }
    }
}
