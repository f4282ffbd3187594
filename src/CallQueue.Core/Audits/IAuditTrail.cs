namespace CallQueue.Audits;

/// <summary>
/// Who changed what: an append-only list of the changes of one business, or of the whole deployment (keys, everybody's
/// do-not-call list, trunks). Each entry holds the hash of the one before it, so an entry that was altered, removed or
/// moved afterwards is found (<see cref="AuditChain"/>).
/// </summary>
public interface IAuditTrail
{
    /// <summary>The most entries that one answer lists.</summary>
    const int MaxPage = 200;

    /// <summary>Adds an entry. It is durable when this completes: only then may the change that it describes take effect.</summary>
    /// <returns>The entry's number.</returns>
    Task<long> AppendAsync(AuditNote note);

    /// <summary>
    /// Entries before number <paramref name="before"/> (null: from the newest), the newest first, at most <paramref name="count"/>
    /// (1 to <see cref="MaxPage"/>).
    /// </summary>
    Task<AuditPage> ReadBackAsync(long? before, int count);

    /// <summary>Entries from number <paramref name="from"/> (the first is 0) on, the oldest first, at most <paramref name="count"/> (1 to <see cref="MaxPage"/>).</summary>
    Task<AuditPage> ReadAsync(long from, int count);
}

/// <summary>Some entries of a trail.</summary>
/// <param name="Total">How many entries the trail has.</param>
/// <param name="Head">The hash of its newest entry: with it, a trail that was cut off at its end is found. Empty while there is none.</param>
public sealed record AuditPage(IReadOnlyList<AuditEntry> Entries, long Total, string Head);

/// <summary>A change as its door describes it.</summary>
/// <param name="By">Who asked: the id of an API key, or the gateway's word for a caller without one.</param>
/// <param name="Action">What was done, such as <c>settings.changed</c>.</param>
public sealed record AuditNote(string By, string Action)
{
    /// <summary>The longest <see cref="Before"/>, <see cref="After"/> and <see cref="Target"/>, in characters. What is longer is replaced by its length and digest.</summary>
    public const int MaxText = 16 * 1024;

    /// <summary>The network address that the request came from; null for a command on this machine.</summary>
    public string? From { get; init; }

    /// <summary>What was changed: the name of a run, a schedule, a contact, a key, a masked phone number.</summary>
    public string? Target { get; init; }

    /// <summary>What it was before, as JSON without secrets.</summary>
    public string? Before { get; init; }

    /// <summary>What it is to be, as JSON without secrets.</summary>
    public string? After { get; init; }

    /// <summary>Why, in the words of who asked.</summary>
    public string? Reason { get; init; }

    /// <summary>The number of an earlier entry whose change failed after it was written.</summary>
    public long? Failed { get; init; }
}

/// <summary>One entry of a trail: a change that was about to take effect.</summary>
/// <param name="Number">0 for the trail's first entry; no number is left out.</param>
/// <param name="Hash">SHA-256 of the entry before it and of this one, in lower-case hex.</param>
public sealed record AuditEntry(long Number, DateTimeOffset At, AuditNote Note, string Hash);

/// <summary>
/// Whose trail it is: a business's, or the deployment's (<see cref="Business"/> is null). Prints and parses as
/// <c>business~audit</c>, or <c>deployment</c>.
/// </summary>
public readonly record struct AuditId(BusinessId? Business)
{
    private const string Deployment = "deployment";
    private const string Name = "audit";

    /// <exception cref="FormatException">The text is not of that form.</exception>
    public static AuditId Parse(string text) => text == Deployment ? new AuditId(null) : new AuditId(new BusinessId(Identifier.Split(text).Business));

    public override string ToString() => Business is { } business ? $"{business}{Identifier.Separator}{Name}" : Deployment;
}
