using System.Text.RegularExpressions;

namespace CallQueue;

/// <summary>
/// Core's folders build on each other in one direction, so that one can be read without the others that use it. A folder
/// references another when one of its files has a using directive for it; a folder inside another sees its parent without one.
/// </summary>
public sealed partial class FolderReferencesTests
{
    private const string Root = "CallQueue";

    /// <summary>Pairs of folders that reference each other both ways, each with the reason why it may.</summary>
    private static readonly (string One, string Other, string Reason)[] Allowed = [];

    /// <summary>The same for whole top-level folders, with the parts inside them.</summary>
    private static readonly (string One, string Other, string Reason)[] AllowedAtTheTop =
    [
        ("CallQueue.Businesses", "CallQueue.Calls", "a business starts and withdraws calls, a call gives its slot back: each actor knows the other's interface only"),
        ("CallQueue.Businesses", "CallQueue.Guards", "a business asks the guards; the veto's port takes the endpoint from the business's settings"),
        ("CallQueue.Businesses", "CallQueue.Outboxes", "a business keeps outboxes; a sink gets the business's settings with each batch"),
    ];

    [Fact]
    public void No_two_folders_reference_each_other_both_ways_without_a_stated_reason()
    {
        HashSet<(string From, string To)> references = References();
        references.Count.ShouldBeGreaterThan(60);
        MutualIn(references).ShouldBe(PairsOf(Allowed), ignoreOrder: true);
    }

    [Fact]
    public void Nor_do_two_top_level_folders()
    {
        // The parts of Hosting stand apart: Local makes a reference to each actor, Transfer reads and writes whole stores.
        HashSet<(string, string)> references = [.. References().Select(one => (TopOf(one.From), TopOf(one.To))).Where(one => one.Item1 != one.Item2)];
        MutualIn(references).ShouldBe(PairsOf(AllowedAtTheTop), ignoreOrder: true);

        static string TopOf(string space) => space.StartsWith("CallQueue.Hosting.", StringComparison.Ordinal) ? space : string.Join('.', space.Split('.').Take(2));
    }

    /// <summary>A pair that is gone must leave its list, too.</summary>
    private static IEnumerable<string> PairsOf((string One, string Other, string Reason)[] pairs)
    {
        pairs.ShouldAllBe(pair => pair.Reason.Length > 20);
        return pairs.Select(pair => $"{pair.One} <-> {pair.Other}");
    }

    private static IEnumerable<string> MutualIn(HashSet<(string From, string To)> references) =>
        references.Where(one => string.CompareOrdinal(one.From, one.To) < 0 && references.Contains((one.To, one.From))).Select(one => $"{one.From} <-> {one.To}");

    [Fact]
    public void A_namespace_is_its_folder()
    {
        // Identities and Vocabulary hold the words that every folder uses; they need no using directive.
        foreach ((string folder, string space, string _) in Files())
            space.ShouldBe(folder is "" or "Identities" or "Vocabulary" ? Root : $"{Root}.{folder.Replace(Path.DirectorySeparatorChar, '.')}", folder);
    }

    /// <summary>
    /// The root folder is left out: it puts the folders together (<see cref="CallQueueActors"/>), names every actor for every other
    /// (<see cref="IActors"/>) and every record for the serializer, so it references all and all reference it.
    /// </summary>
    private static HashSet<(string From, string To)> References()
    {
        List<(string Folder, string Space, string Text)> files = [.. Files().Where(file => file.Space != Root)];
        HashSet<string> spaces = [.. files.Select(file => file.Space)];
        HashSet<(string, string)> references = [];
        foreach ((string _, string space, string text) in files)
        {
            foreach (string used in Using().Matches(text).Select(match => match.Groups[1].Value).Where(spaces.Contains)) references.Add((space, used));
            for (string above = space; above.LastIndexOf('.') is var dot and > 0;)
            {
                above = above[..dot];
                if (spaces.Contains(above)) references.Add((space, above));
            }
        }

        return references;
    }

    private static IEnumerable<(string Folder, string Space, string Text)> Files()
    {
        string core = Repository.PathOf("src/CallQueue.Core");
        foreach (string file in Directory.EnumerateFiles(core, "*.cs", SearchOption.AllDirectories))
        {
            string folder = Path.GetDirectoryName(Path.GetRelativePath(core, file))!;
            if (folder.Split(Path.DirectorySeparatorChar)[0] is "obj" or "bin") continue;
            string text = File.ReadAllText(file);
            yield return (folder, Space().Match(text).Groups[1].Value, text);
        }
    }

    [GeneratedRegex(@"^using (?:static )?(?:\w+ = )?(CallQueue[\w.]*);", RegexOptions.Multiline)]
    private static partial Regex Using();

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Space();
}
