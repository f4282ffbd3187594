using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace CallQueue.Access;

/// <summary>Who may use an endpoint. One that says nothing is for operators: forgetting it opens nothing.</summary>
internal enum AccessRule
{
    /// <summary>Operators only; a business's key gets 403.</summary>
    Operators,

    /// <summary>Businesses' keys too. The endpoint keeps businesses apart.</summary>
    Businesses,

    /// <summary>Everybody; whoever shows a right key is known by it, a wrong one is refused.</summary>
    Anybody,

    /// <summary>Everybody, and keys are not looked at: signed webhooks, probes.</summary>
    Open,
}

/// <summary>Says who may use endpoints. Of several, the one said last (nearest to the endpoint) holds.</summary>
public static class AccessRules
{
    /// <summary>For operators and for businesses' keys: the endpoint keeps businesses apart.</summary>
    public static TBuilder ForBusinesses<TBuilder>(this TBuilder endpoints) where TBuilder : IEndpointConventionBuilder => endpoints.WithMetadata(AccessRule.Businesses);

    /// <summary>For operators only.</summary>
    public static TBuilder ForOperators<TBuilder>(this TBuilder endpoints) where TBuilder : IEndpointConventionBuilder => endpoints.WithMetadata(AccessRule.Operators);

    /// <summary>For everybody; with a right key the caller is known, a wrong one is refused.</summary>
    public static TBuilder ForAnybody<TBuilder>(this TBuilder endpoints) where TBuilder : IEndpointConventionBuilder => endpoints.WithMetadata(AccessRule.Anybody);

    /// <summary>For everybody, and keys are not looked at: what is signed otherwise, and probes.</summary>
    public static TBuilder WithoutKey<TBuilder>(this TBuilder endpoints) where TBuilder : IEndpointConventionBuilder => endpoints.WithMetadata(AccessRule.Open);

    internal static AccessRule Of(HttpContext http) =>
        http.GetEndpoint()?.Metadata.OfType<AccessRule>().LastOrDefault(AccessRule.Operators) ?? AccessRule.Operators;
}
