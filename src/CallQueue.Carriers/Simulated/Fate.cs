using System.Globalization;
using System.Text;

namespace CallQueue.Carriers.Simulated;

/// <summary>Decides how a simulated call goes: chance that depends only on the seed, the number and the attempt, so that reruns agree.</summary>
internal sealed class Fate(SimulatedOptions options)
{
    public SimulatedCall Decide(DialRequest request, CarrierCallId id, DateTimeOffset now)
    {
        ulong state = Hash(string.Create(CultureInfo.InvariantCulture, $"{options.Seed}/{request.To.Value}/{request.Attempt.Number}"));
        Outcome outcome = options.Outcomes.At(NextShare(ref state));
        TimeSpan ring = options.Ring.At(NextShare(ref state));
        TimeSpan talk = options.Talk.At(NextShare(ref state));
        ring = outcome switch
        {
            Outcome.NoAnswer => request.RingTimeout,
            Outcome.Failed => TimeSpan.Zero,
            _ => Min(ring, request.RingTimeout),
        };
        talk = outcome is Outcome.Completed or Outcome.Voicemail ? Min(talk, request.MaxDuration) : TimeSpan.Zero;
        return new SimulatedCall(
            id, request.Attempt, request.To.Value, request.From?.Value, now, outcome, InWholeMilliseconds(ring / options.Speed), InWholeMilliseconds(talk / options.Speed))
        {
            Detects = request.Machine is not null,
        };
    }

    /// <summary>An id for the <paramref name="nth"/> call placed; the attempt is mixed in so that restarts never reuse one.</summary>
    public static CarrierCallId NewId(AttemptRef attempt, long nth) => new(string.Create(
        CultureInfo.InvariantCulture, $"SIM{Hash(string.Create(CultureInfo.InvariantCulture, $"{attempt.Call}/{attempt.Number}/{attempt.Token}")):x16}{nth:x8}"));

    // FNV-1a: string.GetHashCode differs from process to process.
    private static ulong Hash(string text)
    {
        ulong hash = 14695981039346656037;
        foreach (byte b in Encoding.UTF8.GetBytes(text)) hash = (hash ^ b) * 1099511628211;
        return hash;
    }

    // SplitMix64.
    private static double NextShare(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15;
        ulong z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return ((z ^ (z >> 31)) >> 11) * (1.0 / (1UL << 53));
    }

    // As the ledger keeps them.
    private static TimeSpan InWholeMilliseconds(TimeSpan time) => TimeSpan.FromMilliseconds((long)time.TotalMilliseconds);

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
