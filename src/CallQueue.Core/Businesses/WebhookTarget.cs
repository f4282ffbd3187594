using CallQueue.Validation;

namespace CallQueue.Businesses;

/// <summary>The app's own endpoint for events.</summary>
/// <param name="Url">An absolute http or https URL.</param>
/// <param name="Secret">Signs each event (HMAC-SHA256); never shown again and never logged.</param>
public sealed record WebhookTarget(string Url, string Secret)
{
    /// <summary>The problem of its text, or null. The sender checks whether the address is allowed.</summary>
    internal FieldProblem? FindProblem() => FindProblem("webhook", Url, Secret);

    /// <summary>The problem of an app's endpoint and its signing secret; null without one.</summary>
    internal static FieldProblem? FindProblem(string field, string? url, string? secret) => url switch
    {
        null or "" => new($"{field}.url", "is missing"),
        { Length: > BusinessLimits.UrlLength } => new($"{field}.url", $"must have at most {BusinessLimits.UrlLength} characters; got {url.Length}"),
        _ when !Uri.TryCreate(url, UriKind.Absolute, out Uri? parsed) || parsed.Scheme is not ("http" or "https") || parsed.Host.Length == 0 =>
            new($"{field}.url", $"must be an absolute http or https URL, such as https://app.example.com/events{ShownText.Got(url)}"),
        _ when new Uri(url).UserInfo.Length > 0 => new($"{field}.url", "must not hold a user name or password; requests are signed with the secret instead"),
        _ when secret is null || !BusinessLimits.SecretLength.Allow(secret.Length) => new($"{field}.secret", $"must have {BusinessLimits.SecretLength} characters"),
        _ => null,
    };

    /// <summary>Without the secret, so that nothing that prints it gives it away.</summary>
    public override string ToString() => $"{nameof(WebhookTarget)} {{ {nameof(Url)} = {Url} }}";
}
