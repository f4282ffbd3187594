using System.Text.RegularExpressions;

namespace CallQueue.Documents;

/// <summary>A fenced block of a page: its language, the words behind it, and its text.</summary>
/// <param name="Page">The page's path below the repository's root, with slashes.</param>
/// <param name="Line">The line of the opening fence, counted from 1.</param>
internal sealed partial record Fence(string Page, int Line, string Language, string Info, string Text)
{
    /// <summary>Why the block's commands are not run; null: they are.</summary>
    public string? NoRunReason => IsNoRun ? Reason().Match(Info).Groups[1].Value : null;

    public bool IsNoRun => Info.Split(' ').Contains("no-run");

    /// <summary>Shows only a part of the answer: members that are absent here may be there.</summary>
    public bool IsExcerpt => Info.Split(' ').Contains("excerpt");

    /// <summary>The file that the reader saves the block as; null: none.</summary>
    public string? File => FileName().Match(Info) is { Success: true } match ? match.Groups[1].Value : null;

    public override string ToString() => $"{Page}:{Line}";

    /// <summary>All fenced blocks of a page, in their order. A fence that is never closed is an error.</summary>
    public static IReadOnlyList<Fence> Read(string page, string text)
    {
        var fences = new List<Fence>();
        string[] lines = text.ReplaceLineEndings("\n").Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            if (Opening().Match(lines[i]) is not { Success: true } opening) continue;
            int end = Array.FindIndex(lines, i + 1, line => line.TrimEnd() == opening.Groups[1].Value + "```");
            if (end < 0) throw new FormatException($"{page}:{i + 1}: the fence is never closed");
            int indent = opening.Groups[1].Length;
            IEnumerable<string> inside = lines[(i + 1)..end].Select(line => line.Length >= indent ? line[indent..] : line);
            fences.Add(new Fence(page, i + 1, opening.Groups[2].Value, opening.Groups[3].Value.Trim(), string.Join('\n', inside) + "\n"));
            i = end;
        }

        return fences;
    }

    [GeneratedRegex("^( *)```([A-Za-z]*)(.*)$")]
    private static partial Regex Opening();

    [GeneratedRegex("reason=\"([^\"]*)\"")]
    private static partial Regex Reason();

    [GeneratedRegex("file=\"([^\"]*)\"")]
    private static partial Regex FileName();
}
