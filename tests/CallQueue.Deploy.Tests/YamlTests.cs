using YamlDotNet.RepresentationModel;

namespace CallQueue;

public sealed class YamlTests
{
    public static TheoryData<string> Files => [.. Repository.Files("deploy", ".yaml"), .. Repository.Files("deploy", ".yml"), "docker-compose.yml"];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_YAML_file_parses_and_is_indented_by_spaces(string file)
    {
        string text = Repository.Text(file);
        text.ShouldNotContain('\t');
        var yaml = new YamlStream();
        yaml.Load(new StringReader(text));
        yaml.Documents.ShouldNotBeEmpty();
    }
}
