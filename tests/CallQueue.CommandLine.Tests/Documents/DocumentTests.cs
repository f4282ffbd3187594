using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace CallQueue.Documents;

/// <summary>
/// What README.md and docs/ tell a reader to type works, and what they show is what comes. ```sh blocks are run from top to
/// bottom, one scene a page; a ```json, ```csv or ```text block right after one shows what its last command answered.
/// </summary>
public sealed partial class DocumentTests
{
    private static readonly string[] Languages = ["sh", "bash", "json", "jsonl", "csv", "text", "http", "mermaid", "python", "js", "csharp"];

    /// <summary>How a call ends is left to chance.</summary>
    private static readonly string[] Chances = ["completed", "busy", "no_answer", "no answer", "failed", "rejected", "answered", "answer"];

    public static TheoryData<string> AllPages => [.. Pages.All];

    [Theory]
    [MemberData(nameof(AllPages))]
    public async Task Every_command_works_and_every_answer_looks_as_shown(string page)
    {
        IReadOnlyList<Fence> fences = Pages.FencesOf(page);
        await using var scene = new PageScene();
        for (int i = 0; i < fences.Count; i++)
        {
            Fence fence = fences[i];
            bool isAnswer = i > 0 && fences[i - 1] is { Language: "sh", IsNoRun: false } && fence.File is null;
            if (fence.File is { } name) scene.Save(name, fence.Text);
            if (fence is { Language: "sh", IsNoRun: false }) await scene.RunAsync(fence);
            else if (isAnswer && fence.Language == "json") (await scene.FindDifferenceAsync(fence)).ShouldBeNull(fence.ToString());
            else if (isAnswer && fence.Language == "csv") scene.Said.ShouldStartWith(fence.Text.Split('\n')[0], Case.Sensitive, fence.ToString());
            else if (isAnswer && fence.Language == "text") UnknownWords(fence.Text, scene.Said).ShouldBeEmpty($"{fence} shows words that are not in:\n{scene.Said}");
        }
    }

    [Theory]
    [MemberData(nameof(AllPages))]
    public void Every_block_names_its_language_and_parses(string page)
    {
        foreach (Fence fence in Pages.FencesOf(page))
        {
            Languages.ShouldContain(fence.Language, $"{fence}: name the block's language");
            Should.NotThrow(() => Parse(fence), fence.ToString());
        }
    }

    [Theory]
    [MemberData(nameof(AllPages))]
    public void What_is_not_run_has_a_known_reason_and_names_only_what_exists(string page)
    {
        using var looked = new LookedAtCommands();
        foreach (Fence fence in Pages.FencesOf(page).Where(fence => fence.IsNoRun))
        {
            fence.Language.ShouldBe("sh", $"{fence}: only commands are run");
            NoRunReasons.All.Keys.ShouldContain(fence.NoRunReason, fence.ToString());
            looked.Problems(fence).ShouldBeEmpty();
        }
    }

    private static void Parse(Fence fence)
    {
        string text = fence.Language == "http" && fence.Text.IndexOf("\n\n", StringComparison.Ordinal) is >= 0 and var end ? fence.Text[(end + 2)..] : fence.Text;
        string[] documents = fence.Language switch
        {
            "json" => [text],
            "jsonl" => text.Split('\n', StringSplitOptions.RemoveEmptyEntries),
            "http" when text.StartsWith('{') => [text],
            _ => [],
        };
        foreach (string document in documents) JsonNode.Parse(document, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false });
    }

    /// <summary>Words of a shown output that the real one lacks. Paths, numbers and how calls ended may differ.</summary>
    private static IEnumerable<string> UnknownWords(string shown, string real)
    {
        HashSet<string> words = [.. Words(real), .. Chances];
        return Words(shown).Where(word => !words.Contains(word)).Distinct();

        static IEnumerable<string> Words(string text) =>
            text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Where(part => part.IndexOfAny(['/', '\\']) < 0).SelectMany(part => Word().Matches(part)).Select(word => word.Value);
    }

    [GeneratedRegex("[A-Za-z][A-Za-z_]{2,}")]
    private static partial Regex Word();
}
