using CallQueue.Businesses;
using CallQueue.Businesses.Turns;
using CallQueue.Calls.Attempts;
using CallQueue.Guards;
using CallQueue.Simulation.Running;

namespace CallQueue.Simulation.Telephony;

/// <summary>The app that is asked before each dial: slow at times, sometimes too slow, and against one person in five. Now and then we fail to ask it.</summary>
internal sealed class AskedApp(World world) : IVeto
{
    private readonly Chance chance = new Chance(world.Seed ^ 0xA99).Fork();
    private readonly Dictionary<CallId, int> allowed = [];
    private readonly HashSet<CallId> refused = [];

    /// <summary>How many dials of a call it has allowed, or had to by being too slow.</summary>
    public int Allowed(CallId call) => allowed.GetValueOrDefault(call);

    public bool HasRefused(CallId call) => refused.Contains(call);

    public async Task<VetoAnswer> AskAsync(VetoTarget target, VetoQuestion question)
    {
        var call = new CallId(question.Business, question.Call);
        if (chance.Of(0.1)) throw new InvalidOperationException("a question that can't be written");
        bool isTooSlow = chance.Of(0.1);
        await world.Delay(isTooSlow ? TimeSpan.FromSeconds(5) : chance.Seconds(0, 3));
        if (world.Tracing) world.Trace($"asked about {call} attempt {question.Attempt}: {(isTooSlow ? "too slow" : IsAgainst(question.To) ? "no" : "yes")}");
        if (isTooSlow)
        {
            if (!target.HoldOnTimeout) Allow(call);
            return new VetoAnswer.NoAnswer("too slow");
        }

        if (IsAgainst(question.To))
        {
            refused.Add(call);
            return new VetoAnswer.NotEligible("asked not to");
        }

        Allow(call);
        return VetoAnswer.Eligible.Instance;
    }

    private static bool IsAgainst(PhoneNumber number) => (number.Value[^1] - '0') % 5 == 3;

    private void Allow(CallId call) => allowed[call] = Allowed(call) + 1;
}
