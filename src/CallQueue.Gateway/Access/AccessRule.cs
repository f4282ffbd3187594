using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace CallQueue.Access;

/// <summary>
/// Who may use an endpoint that is not an operation of the API: pages, probes, webhooks. Operations are in <see cref="OperationAccess"/>. Without a
/// rule it is for operators, so a forgotten rule grants no access.
/// </summary>
internal enum AccessRule
{
    /// <summary>Operators only; a business's key gets 403.</summary>
    Operators,

    /// <summary>Keys of businesses too, with whatever role. The endpoint isolates tenants.</summary>
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

    /// <summary>For everybody. A valid key identifies the caller; a wrong one is rejected.</summary>
    public static TBuilder ForAnybody<TBuilder>(this TBuilder endpoints) where TBuilder : IEndpointConventionBuilder => endpoints.WithMetadata(AccessRule.Anybody);

    /// <summary>For everybody; keys are ignored. For requests with another signature, and for probes.</summary>
    public static TBuilder WithoutKey<TBuilder>(this TBuilder endpoints) where TBuilder : IEndpointConventionBuilder => endpoints.WithMetadata(AccessRule.Open);
}
