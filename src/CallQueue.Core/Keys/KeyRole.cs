namespace CallQueue.Keys;

/// <summary>What a key may do. The gateway's table of operations says which roles each operation is for.</summary>
public enum KeyRole
{
    /// <summary>Everything, in all businesses.</summary>
    Operator,

    /// <summary>Everything that concerns its own business.</summary>
    Business,

    /// <summary>Submits calls to its own business, and reads nothing.</summary>
    SubmitOnly,

    /// <summary>Reads everything of its own business, and changes nothing.</summary>
    ReadOnly,
}

/// <summary>The words for roles in requests, answers and commands.</summary>
public static class KeyRoles
{
    /// <summary>All words, in the order of the roles.</summary>
    public static IReadOnlyList<string> Words { get; } = ["operator", "business", "submit_only", "read_only"];

    /// <summary>The word for a role.</summary>
    public static string Word(this KeyRole role) => Words[(int)role];

    /// <summary>The role of a word; null when there is none.</summary>
    public static KeyRole? Find(string word) => Words.Contains(word) ? (KeyRole)Words.ToList().IndexOf(word) : null;
}
