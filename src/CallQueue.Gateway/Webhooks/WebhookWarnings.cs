using CallQueue.Calls;
using CallQueue.Carriers;
using CallQueue.Problems;
using Microsoft.Extensions.Logging;

namespace CallQueue.Webhooks;

/// <summary>
/// Warns of genuine webhooks that match nothing, with the reason. At most ten lines a minute: after a move or a restore there may be
/// thousands. Repetitions and late messages are normal, and no warning. Thread-safe.
/// </summary>
internal sealed class WebhookWarnings(ILogger<ProblemFilter> log, TimeProvider time)
{
    private const int MostPerMinute = 10;

    private readonly Lock _gate = new();
    private long _minute = -1;
    private int _written;
    private long _unwritten;

    /// <summary>A genuine webhook without an attempt of ours in its URL.</summary>
    public void NoAttempt(string carrier)
    {
        if (MayWrite(out long unwritten)) log.NoAttempt(carrier, unwritten);
    }

    /// <summary>A genuine webhook that changed nothing.</summary>
    public void Ignored(string carrier, AttemptRef attempt, EventIgnored? why)
    {
        if (Reason(why) is { } reason && MayWrite(out long unwritten)) log.MatchesNothing(carrier, attempt.Call.Business, attempt.Call.Name, attempt.Number, reason, unwritten);
    }

    private static string? Reason(EventIgnored? why) => why switch
    {
        EventIgnored.UnknownCall => "the call is unknown, or its record was deleted after its retention",
        EventIgnored.OtherCarrier => "the call is made through another carrier account",
        EventIgnored.UnknownToken => "no attempt of the call has its token",
        _ => null,
    };

    private bool MayWrite(out long unwritten)
    {
        lock (_gate)
        {
            long minute = time.GetUtcNow().UtcTicks / TimeSpan.TicksPerMinute;
            if (minute != _minute) (_minute, _written) = (minute, 0);
            if (_written == MostPerMinute)
            {
                _unwritten++;
                unwritten = 0;
                return false;
            }

            _written++;
            (unwritten, _unwritten) = (_unwritten, 0);
            return true;
        }
    }
}
