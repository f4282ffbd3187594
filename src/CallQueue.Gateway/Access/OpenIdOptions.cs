namespace CallQueue.Access;

/// <summary>How people sign in through an identity provider (OpenID Connect). A class instead of a record, since printing it must not print the secret.</summary>
public sealed class OpenIdOptions
{
    /// <summary>The provider's address, below which <c>/.well-known/openid-configuration</c> is. http is accepted on loopback only.</summary>
    public required string Issuer { get; init; }

    /// <summary>The id under which the provider knows this installation.</summary>
    public required string ClientId { get; init; }

    /// <summary>The secret that belongs to <see cref="ClientId"/>.</summary>
    public required string ClientSecret { get; init; }

    /// <summary>Where browsers reach this installation; the provider sends them back there.</summary>
    public required string PublicUrl { get; init; }

    /// <summary>The claim with the role: operator, business, submit_only or read_only. The first value that is one of them counts.</summary>
    public string RoleClaim { get; init; } = "callqueue_role";

    /// <summary>The claim with the business, which every role but operator needs.</summary>
    public string BusinessClaim { get; init; } = "callqueue_business";

    /// <summary>Why these settings can't be used; null when they can. Names the member.</summary>
    public string? FindProblem() => this switch
    {
        _ when !Uri.TryCreate(Issuer, UriKind.Absolute, out Uri? url) || !(url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback)) =>
            $"{nameof(Issuer)} must be an https URL",
        { ClientId.Length: 0 } => $"{nameof(ClientId)} is missing",
        { ClientSecret.Length: 0 } => $"{nameof(ClientSecret)} is missing",
        { PublicUrl.Length: 0 } => $"{nameof(PublicUrl)} is missing: the provider sends browsers back to it",
        _ => null,
    };
}
