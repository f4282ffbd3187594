namespace CallQueue.Rosters;

/// <summary>Some of a business's contacts, each called once a day at a time of its own.</summary>
public interface IRoster;
