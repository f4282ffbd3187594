using YamlDotNet.RepresentationModel;

namespace CallQueue;

public sealed class YamlTests
{
    /// <summary>Beside the manifests, which other tests read strictly, there are those of Prometheus and Grafana.</summary>
    [Fact]
    public void Every_YAML_file_parses()
    {
        foreach (string file in (string[])[.. Repository.Files("deploy", ".yaml"), .. Repository.Files("deploy", ".yml"), "docker-compose.yml"])
        {
            var yaml = new YamlStream();
            Should.NotThrow(() => yaml.Load(new StringReader(Repository.Text(file))), file);
            yaml.Documents.ShouldNotBeEmpty(file);
        }
    }
}
