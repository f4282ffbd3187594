using CallQueue.Rates;

namespace CallQueue.Trunks;

/// <summary>
/// No I/O: permits to dial, never more per second than the account takes, given in turn to the businesses that wait for
/// them. A business that does not come back for its turn loses it.
/// </summary>
internal sealed class DialPacing
{
    private static readonly TimeSpan TurnLasts = TimeSpan.FromSeconds(2);

    private readonly RateLimit _rate;
    private readonly List<(string Business, DateTimeOffset At)> _waiting = [];

    public DialPacing(double dialsPerSecond)
    {
        // Half a dial per second is one per two seconds; two and a half are five per two seconds.
        int seconds = Enumerable.Range(1, 60).First(s => s == 60 || (dialsPerSecond * s >= 1 && dialsPerSecond * s % 1 == 0));
        _rate = new RateLimit([new RateRule(Math.Max(1, (int)(dialsPerSecond * seconds)), TimeSpan.FromSeconds(seconds))], []);
    }

    /// <summary>Permits for now, at most <paramref name="wanted"/>, and when to ask for more; null when none are missing.</summary>
    public (int Permits, DateTimeOffset? NextAt) Ask(string business, int wanted, DateTimeOffset now)
    {
        _waiting.RemoveAll(turn => turn.At + TurnLasts <= now);
        if (wanted <= 0) return (0, null);

        int place = _waiting.FindIndex(turn => turn.Business == business);
        int ahead = place < 0 ? _waiting.Count : place;
        bool isContended = _waiting.Count > (place < 0 ? 0 : 1);
        int permits = Math.Clamp(_rate.Free(now, 0) - ahead, 0, isContended ? 1 : wanted);
        for (int i = 0; i < permits; i++) _rate.Record(now);
        if (permits > 0 && place >= 0) _waiting.RemoveAt(place);
        if (permits == wanted) return (permits, null);

        place = _waiting.FindIndex(turn => turn.Business == business);
        if (place < 0)
        {
            place = _waiting.Count;
            _waiting.Add((business, now));
        }

        DateTimeOffset at = _rate.NextAt(now, place + 1) ?? now + TimeSpan.FromMilliseconds(1);
        _waiting[place] = (business, at);
        return (permits, at);
    }
}
