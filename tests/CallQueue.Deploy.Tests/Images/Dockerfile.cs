namespace CallQueue.Images;

/// <summary>silo.Dockerfile, instruction by instruction.</summary>
internal sealed record Dockerfile(IReadOnlyList<Stage> Stages)
{
    /// <summary>What becomes an image, and not only a step on the way to one.</summary>
    public IEnumerable<Stage> Shipped => Stages.Where(stage => Inherited(stage, "ENTRYPOINT") is not null);

    public static Dockerfile Load() => Parse(Repository.Text("silo.Dockerfile"));

    public static Dockerfile Parse(string text)
    {
        var stages = new List<Stage>();
        string open = "";
        foreach (string line in text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#'))
        {
            open += line.TrimEnd('\\');
            if (line.EndsWith('\\')) continue;
            string[] words = open.Split(' ', 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            if (words[0] == "FROM") stages.Add(Stage.From(words[1]));
            else stages[^1].Instructions.Add(new Instruction(words[0], words[1]));
            open = "";
        }

        open.ShouldBe("", "the last instruction goes on nowhere");
        return new Dockerfile(stages);
    }

    /// <summary>The instruction's last value in a stage, else in the stage that it is built on.</summary>
    public string? Inherited(Stage stage, string keyword) =>
        stage.All(keyword).LastOrDefault() ?? (Stages.FirstOrDefault(other => other.Name == stage.Image) is { } below ? Inherited(below, keyword) : null);
}

internal sealed record Stage(string Image, string Name)
{
    public List<Instruction> Instructions { get; } = [];

    /// <summary>Every source that is copied, and from which stage or image; null: from the folder that is built.</summary>
    public IEnumerable<(string? From, string Source)> Copies
    {
        get
        {
            foreach (string[] words in All("COPY").Select(copy => copy.Split(' ', StringSplitOptions.RemoveEmptyEntries)))
            {
                string? from = words.FirstOrDefault(word => word.StartsWith("--from="))?["--from=".Length..];
                foreach (string source in words.Where(word => !word.StartsWith("--")).SkipLast(1)) yield return (from, source.TrimEnd('/'));
            }
        }
    }

    public IEnumerable<string> All(string keyword) => Instructions.Where(instruction => instruction.Keyword == keyword).Select(instruction => instruction.Rest);

    public static Stage From(string rest)
    {
        string[] words = [.. rest.Split(' ').Where(word => !word.StartsWith("--"))];
        return new Stage(words[0], words is [_, "AS", var name] ? name : "");
    }
}

internal sealed record Instruction(string Keyword, string Rest);
