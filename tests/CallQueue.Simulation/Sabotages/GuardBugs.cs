using CallQueue.Businesses;
using CallQueue.Guards;
using CallQueue.Hosting;

namespace CallQueue.Simulation.Sabotages;

/// <summary>Planted bug: whoever asks about a number hears that it may be dialed.</summary>
internal sealed class ClearsEverybody(IActor inner) : WrappedGuard(inner)
{
    public override Task<Clearance> ClearAsync(ClearNumber request) => Task.FromResult(Clearance.Clear);
}

/// <summary>Planted bug: a question that could not be asked counts as the app's silence, which the business lets dial.</summary>
internal sealed class FailsOpen : Sabotage
{
    public override string Name => "a veto that was not asked dials";

    public override IReadOnlyList<string> Breaks => ["P8"];

    public override IVeto Veto(IVeto veto) => new Swallowing(veto);

    private sealed class Swallowing(IVeto inner) : IVeto
    {
        public async Task<VetoAnswer> AskAsync(VetoTarget target, VetoQuestion question)
        {
            try
            {
                return await inner.AskAsync(target, question);
            }
            catch (InvalidOperationException)
            {
                return new VetoAnswer.NoAnswer("no answer");
            }
        }
    }
}
