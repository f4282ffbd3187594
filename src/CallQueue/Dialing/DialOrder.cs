using CallQueue.Businesses;
using CallQueue.Calls;
using CallQueue.Composition;
using CallQueue.Leads;
using CallQueue.Rates;

namespace CallQueue.Dialing;

/// <summary>What <c>callqueue dial</c> was asked to do.</summary>
internal sealed record DialOrder
{
    /// <summary>The file of people to call.</summary>
    public required string File { get; init; }

    /// <summary>What was said about the file's columns.</summary>
    public LeadMapping Mapping { get; init; } = LeadMapping.None;

    public BusinessId Business { get; init; } = BusinessId.Default;

    /// <summary>Calls live at once; null: as many as the business has slots.</summary>
    public int? Slots { get; init; }

    /// <summary>Limits of dials; null: the business's.</summary>
    public IReadOnlyList<RateRule>? Rates { get; init; }

    /// <summary>The message and the other content of calls.</summary>
    public CallScript Script { get; init; } = new();

    /// <summary>Retries, window, deadline, ring timeout and maximum duration, with the defaults for what was not given.</summary>
    public CallRules Rules { get; init; } = new();

    /// <summary>Which of the rules the user gave: a default applies only where the business says nothing.</summary>
    public GivenRules Given { get; init; } = new(true, true, true);

    /// <summary>The earliest time of a call (UTC); null: now.</summary>
    public DateTimeOffset? StartAt { get; init; }

    /// <summary>The run's name; null: derived from the file's content, so that the same file is the same run.</summary>
    public string? RunName { get; init; }

    /// <summary>Where numbers without country code belong, for rows that name no country; null: they are invalid.</summary>
    public string? Country { get; init; }

    /// <summary>Skip invalid rows instead of rejecting the file.</summary>
    public bool SkipInvalid { get; init; }

    /// <summary>Accept numbers that appear more than once.</summary>
    public bool AllowDuplicates { get; init; }

    /// <summary>Call also those who were called lately.</summary>
    public bool Again { get; init; }

    /// <summary>Plain line output, even on a terminal.</summary>
    public bool Plain { get; init; }

    /// <summary>Whether progress is a display that is redrawn in place, rather than lines.</summary>
    public bool HasDisplay(CommandContext context) => context.IsTerminal && !Plain;

    /// <summary>The results file; null: in the data folder.</summary>
    public string? ResultsFile { get; init; }

    /// <summary>The rules of the run over those of its business: what the user gave, and the defaults that the business leaves open.</summary>
    public CallRules RulesOver(CallRules business) => Rules with
    {
        Retry = RetryOver(business.Retry),
        RingTimeout = Given.Ring || business.RingTimeout is null ? Rules.RingTimeout : null,
    };

    /// <summary>The first invalid option, as a sentence; null when all are valid.</summary>
    public string? FindProblem() =>
        new BusinessSettings { Slots = Slots ?? 1, Rates = Rates ?? [], Rules = Rules }.FindProblem() is { } problem ? $"--{problem.Field.Replace('_', '-')} {problem.Problem}."
        : Slots == 0 ? "--slots must be at least 1."
        : RunName is { } name && !Identifier.IsValid(name, out string? wrong) ? $"--run-id {wrong}."
        : Script.AnswerUrl is { } url && !IsWeb(url) ? "--answer-url must be an absolute http or https URL."
        : null;

    private RetryPolicy? RetryOver(RetryPolicy? business) => (business, Given) switch
    {
        (null, _) or (_, { Retries: true, RetryDelay: true }) => Rules.Retry,
        // As POST /api/runs reads max_retries alone: a run that this process began can be continued by a server.
        (_, { Retries: true }) => new RetryPolicy { MaxAttempts = Rules.Retry!.MaxAttempts, Factor = 2, Yields = RetryYield.Delays },
        (_, { RetryDelay: true }) => business with { Delay = Rules.Retry!.Delay },
        _ => null,
    };

    private static bool IsWeb(string url) => Uri.TryCreate(url, UriKind.Absolute, out Uri? parsed) && parsed.Scheme is "http" or "https";
}

/// <summary>Which rules were given as options.</summary>
internal readonly record struct GivenRules(bool Retries, bool RetryDelay, bool Ring);
