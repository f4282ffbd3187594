using System.Security.Claims;
using CallQueue.Keys;

namespace CallQueue.Access;

/// <summary>What a person may do, by the claims of the identity provider.</summary>
internal static class OpenIdClaims
{
    /// <summary>The word for sessions that no key has opened.</summary>
    public const string Owner = "openid";

    private const int MaxSubject = 200;

    /// <summary>The person and the role; null where the claims name no role, or a role without its business.</summary>
    public static (string Subject, KeyTerms Terms)? Read(ClaimsPrincipal? person, OpenIdOptions options)
    {
        string? subject = person?.FindFirst("sub")?.Value;
        if (subject is not { Length: > 0 and <= MaxSubject }) return null;
        KeyRole? role = person!.FindAll(options.RoleClaim).Select(claim => KeyRoles.Find(claim.Value)).FirstOrDefault(found => found is not null);
        if (role is null) return null;
        if (role == KeyRole.Operator) return (subject, KeyTerms.For(null));
        string? business = person.FindFirst(options.BusinessClaim)?.Value;
        return Identifier.IsValid(business, out _) ? (subject, new KeyTerms(role.Value, new BusinessId(business))) : null;
    }
}
