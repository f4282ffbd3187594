namespace CallQueue.Access;

// What these endpoints read, for the description of the API.

/// <summary>A key to create: for one business, or with <paramref name="Operator"/> with full access.</summary>
internal sealed record NewKeyBody(string Name, string? BusinessId, bool? Operator);

/// <summary>The key of the session to open.</summary>
internal sealed record SessionBody(string ApiKey);
