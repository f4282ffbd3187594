namespace CallQueue.Storage;

/// <summary>The process that uses a data folder.</summary>
/// <param name="ProcessId">Its id in the operating system.</param>
/// <param name="StartedAt">When it locked the folder (UTC).</param>
/// <param name="Url">Where its gateway listens; null until it does.</param>
/// <param name="IsOpen">Whether it serves other machines too.</param>
/// <param name="TakesLists">Whether it goes on until it is stopped, so that lists can be handed to it. A dial ends with its own list.</param>
internal sealed record FolderOwner(int ProcessId, DateTimeOffset StartedAt, string? Url, bool? IsOpen = null, bool? TakesLists = null);
