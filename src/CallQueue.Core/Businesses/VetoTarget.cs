using CallQueue.Validation;

namespace CallQueue.Businesses;

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
        : !BusinessLimits.VetoTimeout.Allow(AnswerWithin) ? new FieldProblem("veto.timeout_seconds", FormattableString.Invariant($"must be from {BusinessLimits.VetoTimeout.InExactSeconds()} seconds; got {AnswerWithin.TotalSeconds}"))
        : null;

    /// <summary>Without an answer: true, the default, holds the call back and asks again later; false dials.</summary>
    public bool HoldOnTimeout { get; init; } = true;

    /// <summary>Without the secret, so that nothing that prints it gives it away.</summary>
    public override string ToString() => $"{nameof(VetoTarget)} {{ {nameof(Url)} = {Url} }}";
}
