using CallQueue.Calls;

namespace CallQueue.Businesses;

/// <summary>What a business may set. Checked as a whole when changed; the defaults are those of a new business.</summary>
public sealed record BusinessSettings
{
    /// <summary>Calls live at once: 0 to 10,000, default 3. 0 dials nothing.</summary>
    public int Slots { get; init; } = 3;

    /// <summary>Dials per period, each exact in every sliding period; all of them hold. Default: none.</summary>
    public IReadOnlyList<RateRule> Rates { get; init; } = [];

    /// <summary>Defaults for the rules that runs and calls leave open.</summary>
    public CallRules Rules { get; init; } = new();

    /// <summary>How much of what has ended is remembered.</summary>
    public Retention Retention { get; init; } = new();

    /// <summary>Which existing system's defaults these settings began with [X]: prosaas, vomind, relevel, standalone; null: ours.</summary>
    public string? Profile { get; init; }

    /// <summary>Where the app hears of calls and runs that have ended; null: nowhere.</summary>
    public WebhookTarget? Webhook { get; init; }

    /// <summary>What a message that asks for a call back turns into [S4.9]; null: nothing.</summary>
    public CallTemplate? Callback { get; init; }

    /// <summary>How often one number may be called, over all runs of the business; null: as often as they like.</summary>
    public IReadOnlyList<RateRule>? ContactCaps { get; init; }

    /// <summary>Whom to ask before each dial; null: nobody.</summary>
    public VetoTarget? Veto { get; init; }

    /// <summary>What the daily calls of the roster have in common; null: nothing.</summary>
    public CallTemplate? Roster { get; init; }

    private const int MostCaps = 5;
    private const int MostOfACap = 1_000;

    /// <summary>The first setting that is wrong, or null.</summary>
    public FieldProblem? FindProblem() => this switch
    {
        { Slots: < 0 or > 10_000 } => new("slots", $"must be from 0 to 10000; got {Slots}"),
        { Webhook: { } webhook } when webhook.FindProblem() is { } problem => problem,
        { Veto: { } veto } when veto.FindProblem() is { } problem => problem,
        { ContactCaps: { Count: > MostCaps } many } => new("contact_caps", $"may hold at most {MostCaps} caps; got {many.Count}"),
        { ContactCaps: { } caps } when caps.Select(FindCapProblem).FirstOrDefault(found => found is not null) is { } problem => problem,
        _ when Rules.FindProblem() is { } problem => new(problem.Field, problem.Problem),
        _ when Retention.FindProblem() is { } problem => problem,
        _ => Rates.Select((rate, i) => rate.FindProblem() is { } text ? new FieldProblem("rate", text, i) : null)
            .FirstOrDefault(problem => problem is not null),
    };

    private static FieldProblem? FindCapProblem(RateRule cap, int index) =>
        (cap.Count > MostOfACap ? $"must allow 1 to {MostOfACap} calls; got {cap.Count}" : cap.FindProblem()) is { } problem ? new FieldProblem("contact_caps", problem, index) : null;
}

/// <summary>The app's own endpoint for events.</summary>
/// <param name="Url">An absolute http or https URL.</param>
/// <param name="Secret">Signs each event (HMAC-SHA256); never shown again and never logged.</param>
public sealed record WebhookTarget(string Url, string Secret)
{
    private const int LongestUrl = 2048;

    /// <summary>What is wrong with it as text, or null. Whether it may be reached is for whoever sends.</summary>
    internal FieldProblem? FindProblem() => FindProblem("webhook", Url, Secret);

    /// <summary>What is wrong with an endpoint of the app's and the secret that signs what it is sent; null when nothing is.</summary>
    internal static FieldProblem? FindProblem(string field, string? url, string? secret) => url switch
    {
        null or "" => new($"{field}.url", "is missing"),
        { Length: > LongestUrl } => new($"{field}.url", $"must have at most {LongestUrl} characters; got {url.Length}"),
        _ when !Uri.TryCreate(url, UriKind.Absolute, out Uri? parsed) || parsed.Scheme is not ("http" or "https") || parsed.Host.Length == 0 =>
            new($"{field}.url", "must be an absolute http or https URL, such as https://app.example.com/events"),
        _ when new Uri(url).UserInfo.Length > 0 => new($"{field}.url", "must not hold a user name or password; requests are signed with the secret instead"),
        _ when secret is null or { Length: < 16 or > 256 } => new($"{field}.secret", "must have 16 to 256 characters"),
        _ => null,
    };

    /// <summary>Without the secret, so that nothing that prints it gives it away.</summary>
    public override string ToString() => $"{nameof(WebhookTarget)} {{ {nameof(Url)} = {Url} }}";
}

/// <summary>The app's own endpoint that is asked just before a person is dialed.</summary>
/// <param name="Url">An absolute http or https URL.</param>
/// <param name="Secret">Signs each question (HMAC-SHA256); never shown again and never logged.</param>
public sealed record VetoTarget(string Url, string Secret)
{
    /// <summary>How long an answer may take: 100 ms to 30 s; null: 5 s.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>How long an answer may take.</summary>
    internal TimeSpan AnswerWithin => Timeout ?? TimeSpan.FromSeconds(5);

    internal FieldProblem? FindProblem() =>
        WebhookTarget.FindProblem("veto", Url, Secret) is { } problem ? problem
        : AnswerWithin < TimeSpan.FromMilliseconds(100) || AnswerWithin > TimeSpan.FromSeconds(30) ? new FieldProblem("veto.timeout_seconds", FormattableString.Invariant($"must be from 0.1 to 30 seconds; got {AnswerWithin.TotalSeconds}"))
        : null;

    /// <summary>Without an answer: false dials, true holds the call back and asks again later.</summary>
    public bool HoldOnTimeout { get; init; }

    /// <summary>Without the secret, so that nothing that prints it gives it away.</summary>
    public override string ToString() => $"{nameof(VetoTarget)} {{ {nameof(Url)} = {Url} }}";
}

/// <summary>What calls that the product makes by itself have in common: the answer to a message, the daily calls of a roster.</summary>
public sealed record CallTemplate
{
    public Priority Priority { get; init; } = Priority.Normal;

    public CallScript Script { get; init; } = new();

    public CallRules Rules { get; init; } = new();
}

/// <summary>At most <paramref name="Count"/> dials in any stretch of <paramref name="Period"/>.</summary>
/// <param name="Count">1 to 1,000,000. Above 1,000, dial times are rounded up to a thousandth of the period.</param>
/// <param name="Period">1 ms to 31 days.</param>
public sealed record RateRule(int Count, TimeSpan Period)
{
    internal string? FindProblem() => this switch
    {
        { Count: < 1 or > 1_000_000 } => $"must allow 1 to 1000000 dials; got {Count}",
        _ when Period < TimeSpan.FromMilliseconds(1) || Period > TimeSpan.FromDays(31) => $"must have a period from 1 ms to 31 days; got {Period}",
        _ => null,
    };
}

/// <summary>How much of what has ended is remembered per business, by count and by age; what exceeds either is forgotten.</summary>
public sealed record Retention
{
    /// <summary>The newest completed calls: 0 to 100,000, default 100.</summary>
    public int Completed { get; init; } = 100;

    /// <summary>The newest calls that ended otherwise: 0 to 100,000, default 500.</summary>
    public int Failed { get; init; } = 500;

    /// <summary>Calls and runs that ended longer ago are forgotten: up to 10 years, default 7 days. Ids chosen by callers are remembered as long.</summary>
    public TimeSpan Age { get; init; } = TimeSpan.FromDays(7);

    internal FieldProblem? FindProblem() => this switch
    {
        { Completed: < 0 or > 100_000 } => new("retention.completed", $"must be from 0 to 100000; got {Completed}"),
        { Failed: < 0 or > 100_000 } => new("retention.failed", $"must be from 0 to 100000; got {Failed}"),
        _ when Age < TimeSpan.Zero || Age > TimeSpan.FromDays(3660) => new("retention.age", $"must be from 0 to 3660 days; got {Age}"),
        _ => null,
    };
}
