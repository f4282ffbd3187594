using CallQueue.Hosting.Local;

namespace CallQueue.Hosting.Transfer;

/// <summary>
/// What an export file is: JSON Lines in UTF-8. A header; one line per record, pages before their actor's root, actors in
/// the order of <see cref="Compare"/>; one line per alarm, in the same order; a trailer with counts and a hash over all
/// bytes before it. Nothing in it depends on what actors store.
/// </summary>
public static class TransferFormat
{
    /// <summary>The header's <c>format</c>.</summary>
    public const string Name = "callqueue-export";

    /// <summary>The newest version that this program reads, and the one that it writes.</summary>
    public const int Version = 1;

    /// <summary>The header's <c>calls</c> when people are phoned.</summary>
    public const string Real = "real";

    /// <summary>The header's <c>calls</c> for calls through a carrier lab, which must never reach real people.</summary>
    public const string Rehearsal = "rehearsal";

    /// <summary>The header's <c>calls</c> for simulated calls, which must never reach real people.</summary>
    public const string Simulated = "simulated";

    /// <summary>
    /// No actor: what the simulated carrier remembers of its calls, so that they are found where they are moved to. Targets
    /// with another carrier leave it out.
    /// </summary>
    public const string SimulatedCarrierKind = "simulated-carrier";

    /// <summary>The record that makes an actor exist. It is the last of its actor.</summary>
    public const string RootName = "root";

    internal const int LongestLine = 256 << 20;

    private static readonly string[] FirstKinds = [LocalActors.CallKind, LocalActors.RunKind, LocalActors.TrunkKind];

    /// <summary>
    /// The order of kinds: calls, runs, trunks, others by name, and businesses last, because what dials is a business with
    /// a root.
    /// </summary>
    public static int CompareKinds(string left, string right)
    {
        int ranks = Rank(left).CompareTo(Rank(right));
        return ranks != 0 ? ranks : CompareText(left, right);
    }

    /// <summary>The order of actors: by kind, then by key.</summary>
    public static int Compare(ActorAddress left, ActorAddress right)
    {
        int kinds = CompareKinds(left.Kind, right.Kind);
        return kinds != 0 ? kinds : CompareText(left.Key, right.Key);
    }

    /// <summary>The order of an actor's records: by name, the root last.</summary>
    internal static int CompareNames(string left, string right) =>
        (left == RootName, right == RootName) is var (isLeftRoot, isRightRoot) && isLeftRoot != isRightRoot
            ? isLeftRoot.CompareTo(isRightRoot)
            : CompareText(left, right);

    /// <summary>As their UTF-8 bytes compare, which is how stores sort: unlike ordinal order where surrogates are.</summary>
    private static int CompareText(string left, string right)
    {
        int same = left.AsSpan().CommonPrefixLength(right);
        if (same == left.Length || same == right.Length) return left.Length.CompareTo(right.Length);
        (char l, char r) = (left[same], right[same]);
        return char.IsSurrogate(l) == char.IsSurrogate(r) ? l.CompareTo(r) : char.IsSurrogate(l).CompareTo(char.IsSurrogate(r));
    }

    private static int Rank(string kind) => kind == LocalActors.BusinessKind ? int.MaxValue
        : Array.IndexOf(FirstKinds, kind) is var rank and >= 0 ? rank : FirstKinds.Length;
}
