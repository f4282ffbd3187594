namespace CallQueue.Access;

// What these endpoints read, for the description of the API.

/// <summary>A key to be made: for one business, or with <paramref name="Operator"/> for everything.</summary>
internal sealed record NewKeyBody(string Name, string? BusinessId, bool? Operator);

/// <summary>The key that a session is to stand for.</summary>
internal sealed record SessionBody(string ApiKey);
