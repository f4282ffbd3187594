namespace CallQueue.CarrierLab;

/// <summary>How the fake carriers behave. Chances are 0 to 1; ranges include both ends.</summary>
public sealed record LabOptions
{
    /// <summary>The address to listen on. Only in a container's own network anything but loopback: everybody knows the lab's credentials.</summary>
    public string Host { get; init; } = "127.0.0.1";

    /// <summary>0: any free port.</summary>
    public int Port { get; init; }

    /// <summary>A file that every ledger entry is appended to, as JSON lines. Null: memory only.</summary>
    public string? LedgerPath { get; init; }

    /// <summary>Keep the entries in memory too, for tests in the same process.</summary>
    public bool KeepEntries { get; init; } = true;

    public (int From, int To) RingMs { get; init; } = (5, 20);

    public (int From, int To) TalkMs { get; init; } = (20, 80);

    /// <summary>Weights of completed, busy, no-answer, failed, rejected.</summary>
    public IReadOnlyDictionary<string, int> Ends { get; init; } = new Dictionary<string, int> { ["completed"] = 1 };

    /// <summary>Chance that a machine answers an answered call.</summary>
    public double Machines { get; init; }

    /// <summary>Weights of the ways in which verdicts come.</summary>
    public IReadOnlyDictionary<LabVerdict, int> Verdicts { get; init; } = new Dictionary<LabVerdict, int> { [LabVerdict.Prompt] = 1 };

    /// <summary>Chance that a recorded call has no sound, so that there is no recording.</summary>
    public double NoSound { get; init; }

    /// <summary>Chance that a create is taken and its answer lost.</summary>
    public double Lose { get; init; }

    /// <summary>Chance that a create is lost before it is taken.</summary>
    public double LoseBefore { get; init; }

    /// <summary>Chance of a 429.</summary>
    public double Throttle { get; init; }

    /// <summary>From which second after the start until which every create is answered 429 and not taken; null: never.</summary>
    public (int From, int To)? OutageSeconds { get; init; }

    /// <summary>Chance of a 500 with the call made.</summary>
    public double Error { get; init; }

    /// <summary>Chance of a 500 without a call.</summary>
    public double ErrorBefore { get; init; }

    /// <summary>How far fetches and lists are behind.</summary>
    public int FetchLagMs { get; init; }

    /// <summary>How long after its end a Plivo call gets its record; the fetch lag comes on top.</summary>
    public int CdrLagMs { get; init; }

    /// <summary>Calls started per second; the rest waits in the queue. 0: no limit.</summary>
    public double Cps { get; init; }

    /// <summary>Chance that a webhook comes twice.</summary>
    public double Duplicate { get; init; }

    /// <summary>Chance that a webhook is held back so that later ones overtake it.</summary>
    public double Reorder { get; init; }

    /// <summary>Chance that a webhook never comes.</summary>
    public double Drop { get; init; }

    /// <summary>How long each webhook takes to be sent.</summary>
    public (int From, int To) DelayMs { get; init; }

    /// <summary>Between two tries of a webhook.</summary>
    public int RetryWaitMs { get; init; } = 200;

    /// <summary>Whether a Plivo call that was canceled in the queue sends a hangup webhook (Twilio's never does).</summary>
    public bool PlivoTellsQueueCancel { get; init; }

    /// <summary>Null: by chance.</summary>
    public int? Seed { get; init; }

    public string TwilioSid { get; init; } = "AC00000000000000000000000000000001";

    public string TwilioToken { get; init; } = "0123456789abcdef0123456789abcdef";

    public string PlivoId { get; init; } = "MA000000000000000001";

    public string PlivoToken { get; init; } = "ZmFrZS1wbGl2by1hdXRoLXRva2VuLTAwMDE";

    public string SignalWireProject { get; init; } = "b3877c40-da60-4998-90ad-b792e98472af";

    public string SignalWireToken { get; init; } = "PT0123456789abcdef0123456789abcdef";

    public string SignalWireKey { get; init; } = "PSK_0123456789abcdef";

    public string CallKaroKey { get; init; } = "ck-0123456789abcdef";

    public string CallKaroAgent { get; init; } = "6803fa770b666a64ab1694c1";

    /// <summary>Signs CallKaro's webhooks. Null: they are not signed.</summary>
    public string? CallKaroSecret { get; init; } = "callkaro-webhook-secret";

    /// <summary>Where CallKaro's webhooks go, as entered in its dashboard. Null: nowhere.</summary>
    public string? CallKaroWebhook { get; init; }

    /// <summary>True: CallKaro tells the documented end only. False: every status.</summary>
    public bool CallKaroTellsEndOnly { get; init; }
}
