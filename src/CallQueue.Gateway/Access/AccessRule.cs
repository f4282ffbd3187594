using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace CallQueue.Access;

/// <summary>Who may use an endpoint. Without a rule it is for operators, so a forgotten rule grants no access.</summary>
internal enum AccessRule
{
    /// <summary>Operators only; a business's key gets 403.</summary>
    Operators,

    /// <summary>Keys of businesses too. The endpoint isolates tenants.</summary>
    Businesses,

    /// <summary>Everybody. A valid key identifies the caller; a wrong one is rejected.</summary>
    Anybody,

    /// <summary>Everybody; keys are ignored. For signed webhooks and probes.</summary>
    Open,
}

/// <summary>Declares who may use endpoints. The last rule (nearest to the endpoint) wins.</summary>
public static class AccessRules
{
    /// <summary>For operators and for keys of businesses. The endpoint isolates tenants.</summary>
    public static TBuilder ForBusinesses<TBuilder>(this TBuilder endpoints) where TBuilder : IEndpointConventionBuilder => endpoints.WithMetadata(AccessRule.Businesses);

    /// <summary>For operators only.</summary>
    public static TBuilder ForOperators<TBuilder>(this TBuilder endpoints) where TBuilder : IEndpointConventionBuilder => endpoints.WithMetadata(AccessRule.Operators);

    /// <summary>For those who may take people off a do-not-call list: operators.</summary>
    public static TBuilder ForOptOutRemoval<TBuilder>(this TBuilder endpoints) where TBuilder : IEndpointConventionBuilder => endpoints.ForOperators();

    /// <summary>For everybody. A valid key identifies the caller; a wrong one is rejected.</summary>
    public static TBuilder ForAnybody<TBuilder>(this TBuilder endpoints) where TBuilder : IEndpointConventionBuilder => endpoints.WithMetadata(AccessRule.Anybody);

    /// <summary>For everybody; keys are ignored. For requests with another signature, and for probes.</summary>
    public static TBuilder WithoutKey<TBuilder>(this TBuilder endpoints) where TBuilder : IEndpointConventionBuilder => endpoints.WithMetadata(AccessRule.Open);

    internal static AccessRule Of(HttpContext http) =>
        http.GetEndpoint()?.Metadata.OfType<AccessRule>().LastOrDefault(AccessRule.Operators) ?? AccessRule.Operators;
}
