using System.Net;
using System.Text.RegularExpressions;
using CallQueue.Gateway.Tests.EndToEnd;

namespace CallQueue.Gateway.Tests.Documents;

/// <summary>The one-line checks for operators in docs/guides/operating.md ask endpoints that exist [S4.30].</summary>
public sealed partial class OneLineCheckTests
{
    [Fact]
    public async Task Every_line_of_the_table_is_answered()
    {
        string page = await File.ReadAllTextAsync(Path.Combine(Root(), "docs", "guides", "operating.md"));
        int begin = page.IndexOf("### One-line checks", StringComparison.Ordinal);
        string table = page[begin..page.IndexOf("\n## ", begin, StringComparison.Ordinal)];
        string[] paths = [.. Request().Matches(table).Select(match => match.Groups[1].Value)];
        paths.Length.ShouldBeGreaterThan(8);

        await using World world = await World.StartAsync();
        await world.App.PostAsync("/api/calls/queue", """{"phone_number":"+12025550101","custom_call_id":"ID","message":"x"}""");
        await world.App.PostAsync("/api/roster/contacts", """[{"id":"ID","phone_number":"+12025550102"}]""");
        foreach (string path in paths)
        {
            using HttpResponseMessage answer = await world.App.Client.GetAsync(path);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, path);
        }
    }

    private static string Root()
    {
        string folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Orleans.CallQueue.sln"))) folder = Path.GetDirectoryName(folder)!;
        return folder;
    }

    [GeneratedRegex(@"curl '?localhost:8000([^'` ]+)")]
    private static partial Regex Request();
}
