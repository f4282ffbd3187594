namespace CallQueue.CarrierLab;

public enum LabState { Queued, Ringing, InProgress, Ended }

/// <summary>One call at a fake carrier. Changed only by <see cref="CallLife"/>, under its own lock; when things happened says where it stood at any time.</summary>
public sealed class LabCall
{
    public required string Carrier { get; init; }

    public required string Id { get; init; }

    public required string To { get; init; }

    public required string From { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Where events go; without its fragment it is what the signature covers.</summary>
    public string? StatusUrl { get; init; }

    public string? RingUrl { get; init; }

    public string? AnswerUrl { get; init; }

    public string? FallbackUrl { get; init; }

    /// <summary>The inline document (Twilio only).</summary>
    public string? Document { get; set; }

    /// <summary>What the carrier carries along, as JSON (CallKaro only).</summary>
    public string? Metadata { get; init; }

    /// <summary>The attempt named in the callback URL's query, or in the metadata.</summary>
    public AttemptKey Attempt { get; init; } = new(null, null, null);

    public IReadOnlySet<string> Events { get; init; } = new HashSet<string>();

    /// <summary>Null: nobody listens for machines.</summary>
    public LabDetection? Detection { get; init; }

    /// <summary>Whether a machine answers.</summary>
    public bool IsMachine { get; set; }

    /// <summary>What the carrier takes whoever answered for; null before it has decided.</summary>
    public bool? JudgedMachine { get; set; }

    /// <summary>What was left on the machine; null: nothing.</summary>
    public string? Message { get; set; }

    /// <summary>Null: it is not recorded.</summary>
    public LabRecording? Recording { get; set; }

    public DateTimeOffset? RingsAt { get; set; }

    public DateTimeOffset? AnsweredAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    public LabEnd? End { get; set; }

    /// <summary>Twilio's SequenceNumber of the next event.</summary>
    public int Sequence { get; set; }

    /// <summary>The webhooks sent so far, in their order.</summary>
    public Task Webhooks { get; set; } = Task.CompletedTask;

    /// <summary>Set when somebody ends the call.</summary>
    public TaskCompletionSource<LabEnd> HungUp { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Lock Changing { get; } = new();

    /// <summary>Where it stood; null before it was made.</summary>
    public LabState? StateAt(DateTimeOffset at) =>
        at < CreatedAt ? null
        : EndedAt <= at ? LabState.Ended
        : AnsweredAt <= at ? LabState.InProgress
        : RingsAt <= at ? LabState.Ringing
        : LabState.Queued;

    public TimeSpan Talk => AnsweredAt is { } from && EndedAt is { } to ? to - from : TimeSpan.Zero;

    /// <summary>Talk time as carriers bill it: started seconds.</summary>
    public int TalkSeconds => (int)Math.Ceiling(Talk.TotalSeconds);
}

/// <summary>The dial that a call belongs to, as its callback URL says.</summary>
public sealed record AttemptKey(string? Call, string? Number, string? Token)
{
    public static AttemptKey Of(string? url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out Uri? parsed)) return new(null, null, null);
        var query = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(parsed.Query);
        return new(query.GetValueOrDefault("call"), query.GetValueOrDefault("attempt"), query.GetValueOrDefault("token"));
    }
}
