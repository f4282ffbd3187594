namespace CallQueue.Fences;

/// <summary>The operator's ceilings that apply to one dial. They are those of the moment of the dial: the call may have been submitted under others.</summary>
public sealed record DialLimits
{
    /// <summary>Without any ceiling.</summary>
    internal static DialLimits None { get; } = new();

    /// <summary>How long the call may last after the answer; null: as long as its rules say.</summary>
    public TimeSpan? MaxDuration { get; init; }

    /// <summary>The caller ids of the business; null: any.</summary>
    public IReadOnlyList<PhoneNumber>? Numbers { get; init; }

    /// <summary>The caller id for a call whose own is not among <see cref="Numbers"/>.</summary>
    public PhoneNumber? From { get; init; }

    /// <summary>Hosts to which an <c>answer_url</c> may belong; null: any.</summary>
    public IReadOnlyList<string>? AnswerUrlHosts { get; init; }

    /// <summary>Why a call must not be dialed; null: it may.</summary>
    internal string? FindRefusal(string? answerUrl) => HostList.FindUrlProblem(answerUrl, AnswerUrlHosts) is { } problem ? $"call_config.answer_url {problem}" : null;

    internal PhoneNumber? CallerId(PhoneNumber? own) => Numbers is null || (own is { } number && Numbers.Contains(number)) ? own : From;

    internal TimeSpan Duration(TimeSpan own) => MaxDuration < own ? MaxDuration.Value : own;
}
