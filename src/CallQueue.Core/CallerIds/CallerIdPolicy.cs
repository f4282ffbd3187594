namespace CallQueue.CallerIds;

/// <summary>Which number of the pool a dial shows. Sent and stored by its word (<see cref="CallerIdWords"/>).</summary>
public enum CallerIdPolicy
{
    /// <summary>One person always sees the same number; it changes only while that number can't be used.</summary>
    Sticky,

    /// <summary>The first number that can be used, in the order of the list.</summary>
    Fixed,

    /// <summary>Of the numbers in the person's country, the one with the longest common prefix; of several, and without any, as sticky.</summary>
    Local,

    /// <summary>Each dial takes the next number of the list.</summary>
    RoundRobin,
}

/// <summary>The words of the policies in the REST API.</summary>
public static class CallerIdWords
{
    private static readonly (CallerIdPolicy Policy, string Word)[] Words =
        [(CallerIdPolicy.Sticky, "sticky"), (CallerIdPolicy.Fixed, "fixed"), (CallerIdPolicy.Local, "local"), (CallerIdPolicy.RoundRobin, "round_robin")];

    /// <summary>All words.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Words.Select(one => one.Word)];

    /// <summary>The word of a policy.</summary>
    public static string Of(CallerIdPolicy policy) => Array.Find(Words, one => one.Policy == policy).Word;

    /// <summary>The policy of a word; null when there is none.</summary>
    public static CallerIdPolicy? Parse(string word) => Array.FindIndex(Words, one => one.Word == word) is >= 0 and var at ? Words[at].Policy : null;
}
