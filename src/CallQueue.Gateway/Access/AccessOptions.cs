namespace CallQueue.Access;

/// <summary>Who may do what, and how often. A class instead of a record, since printing it must not print secrets.</summary>
public sealed class AccessOptions
{
    /// <summary>The shortest secret that is accepted, in characters.</summary>
    public const int MinSecretLength = 32;

    /// <summary>The deployment's own key, which has full access. Null: there is none.</summary>
    public string? OperatorKey { get; init; }

    /// <summary>
    /// While no key exists, programs on this machine need none. For rehearsals: it lets in whoever comes through a proxy on this machine that
    /// does not say that it is one.
    /// </summary>
    public bool IsKeyless { get; init; }

    /// <summary>The token that commands on this machine send to a running process. Null: there is none.</summary>
    public string? LocalToken { get; init; }

    /// <summary>The secret that <see cref="InternalSecret"/> requires. Null: the endpoints that need it reject all requests.</summary>
    public string? InternalSecret { get; init; }

    /// <summary>Requests per second and key, 1 to 1,000,000; twice as many may come at once. Default 100. A bulk counts as one.</summary>
    public int RequestsPerSecond { get; init; } = 100;

    /// <summary>The same, with the token that commands on this machine show.</summary>
    public AccessOptions WithLocalToken(string token) =>
        new() { OperatorKey = OperatorKey, IsKeyless = IsKeyless, LocalToken = token, InternalSecret = InternalSecret, RequestsPerSecond = RequestsPerSecond };

    /// <summary>The same, with keys for everybody (<see cref="IsKeyless"/>).</summary>
    public AccessOptions WithKeysOnly() =>
        new() { OperatorKey = OperatorKey, LocalToken = LocalToken, InternalSecret = InternalSecret, RequestsPerSecond = RequestsPerSecond };

    /// <summary>Why these settings can't be used; null when they can. Names the member.</summary>
    public string? FindProblem() => this switch
    {
        { OperatorKey.Length: < MinSecretLength } => $"{nameof(OperatorKey)} must have at least {MinSecretLength} characters; create one with 'openssl rand -hex 24'",
        { IsKeyless: true, OperatorKey: not null } => $"{nameof(IsKeyless)} and {nameof(OperatorKey)} exclude each other",
        { InternalSecret.Length: < MinSecretLength } => $"{nameof(InternalSecret)} must have at least {MinSecretLength} characters; create one with 'openssl rand -hex 24'",
        { RequestsPerSecond: < 1 or > 1_000_000 } => $"{nameof(RequestsPerSecond)} must be a whole number from 1 to 1000000",
        _ => null,
    };
}
