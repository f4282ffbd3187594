namespace CallQueue.Images;

/// <summary>silo.Dockerfile, instruction by instruction.</summary>
internal sealed record Dockerfile(IReadOnlyList<Stage> Stages)
{
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
}

internal sealed record Stage(string Image, string Name)
{
    public List<Instruction> Instructions { get; } = [];

    public string Only(string keyword) => Instructions.Where(instruction => instruction.Keyword == keyword).ShouldHaveSingleItem().Rest;

    public IEnumerable<string> All(string keyword) => Instructions.Where(instruction => instruction.Keyword == keyword).Select(instruction => instruction.Rest);

    public static Stage From(string rest)
    {
        string[] words = [.. rest.Split(' ').Where(word => !word.StartsWith("--"))];
        return new Stage(words[0], words is [_, "AS", var name] ? name : "");
    }
}

internal sealed record Instruction(string Keyword, string Rest);
