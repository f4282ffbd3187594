using CallQueue.Calls;
using CallQueue.Numbers;
using CallQueue.Speech;
using CallQueue.Windows;

namespace CallQueue.Leads;

/// <summary>How a file of people to call is read.</summary>
public sealed record LeadFileOptions
{
    /// <summary>Problems that are listed; all are counted. Default 50.</summary>
    public int ListedProblems { get; init; } = 50;

    /// <summary>The IANA zone of times without offset in rows that name no zone themselves. Default UTC.</summary>
    public string TimeZone { get; init; } = "UTC";

    /// <summary>Where numbers without country code belong, for rows that name no country: an ISO 3166-1 alpha-2 code or a calling code. Default none: such a number is invalid.</summary>
    public string? Country { get; init; }

    /// <summary>Invalid rows and duplicate numbers are reported and skipped; the rest can be read. Default false: one of them makes the file invalid.</summary>
    public bool SkipInvalid { get; init; }

    /// <summary>A number may appear more than once and is called as often. Default false: a duplicate is invalid.</summary>
    public bool AllowDuplicates { get; init; }

    /// <summary>Fields beside <c>calls</c> in a JSON object that its receiver reads; any other field there makes the file invalid.</summary>
    public IReadOnlySet<string> FieldsBeside { get; init; } = new HashSet<string> { "batch_id", "business_id" };

    /// <summary>What all calls of the list have in common, such as a message for rows without their own; null: nothing.</summary>
    public CallScript? Script { get; init; }

    /// <summary>What the carrier documents about spoken texts, and whether somebody must say something.</summary>
    public SpeechRules Speech { get; init; } = SpeechRules.Unlimited;

    /// <summary>What a person says about the columns. Default: nothing, each is read by its name.</summary>
    public LeadMapping Mapping { get; init; } = LeadMapping.None;

    /// <summary>A further check of each valid call, by its line: what it returns makes the row invalid. Null: none. It may be called more than once for a call.</summary>
    public Func<NewCall, int, LeadProblem?>? CheckCall { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Why these options can't be used; null when they can.</summary>
    public string? FindProblem() => this switch
    {
        { ListedProblems: < 1 } => "ListedProblems must be at least 1",
        _ when !TimeZones.Exists(TimeZone) => $"'{TimeZone}' is not an IANA time zone; write one such as Europe/Berlin",
        { Country: { } country } when NumberReader.FindCountryProblem(country) is { } problem => $"Country {problem}",
        _ => null,
    };
}
