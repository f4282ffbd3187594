using System.Text.Json.Nodes;

namespace CallQueue.Documents;

/// <summary>The test of the pages notices what it has to notice.</summary>
public sealed class DocumentReaderTests
{
    [Theory]
    [InlineData("callqueue dail samples/leads.csv\n", "'dail'")]
    [InlineData("callqueue dial samples/leads.csv --slot 3\n", "--slot")]
    [InlineData("curl localhost:8000/api/cals/x/status\n", "404")]
    [InlineData("curl localhost:8000/api/calls/nobody/status\n", "404")]
    [InlineData("curl --fancy localhost:8000/api/health\n", "--fancy")]
    [InlineData("curl localhost:8000/api/health # 404\n", "200")]
    [InlineData("curl https://example.com/api/health\n", "example.com")]
    [InlineData("rm -rf data\n", "rm")]
    [InlineData("export TWILIO_ACCOUNT_SID=AC1\ncallqueue serve\n", "TWILIO_ACCOUNT_SID")]
    [InlineData("PLIVO_AUTH_ID=MA1 callqueue serve\n", "PLIVO_AUTH_ID")]
    [InlineData("echo $NOTHING\n", "NOTHING")]
    public async Task A_command_that_does_not_work_as_written_fails(string commands, string because)
    {
        await using var scene = new PageScene();
        Exception failure = await Should.ThrowAsync<Exception>(() => scene.RunAsync(new Fence("page.md", 1, "sh", "", commands)));
        failure.Message.ShouldContain(because);
    }

    [Theory]
    [InlineData("""{"a":1,"b":"x"}""", """{"a":2,"b":"y"}""", null)]
    [InlineData("""{"a":null}""", """{"a":{"b":1}}""", null)]
    [InlineData("""{"a":[{"b":1}]}""", """{"a":[{"b":2},{"b":3}]}""", null)]
    [InlineData("""{"a":1}""", """{"b":1}""", "$.a is not in the answer")]
    [InlineData("""{"a":1}""", """{"a":1,"b":1}""", "$.b is not on the page")]
    [InlineData("""{"a":1}""", """{"a":"1"}""", "$.a is a Number on the page and a String in the answer")]
    [InlineData("""{"a":[{"b":1}]}""", """{"a":[]}""", "$.a is empty in the answer")]
    [InlineData("""{"a":[{"b":true}]}""", """{"a":[{"b":1}]}""", "$.a[0].b is a boolean on the page and a Number in the answer")]
    public void JSON_is_compared_by_its_shape(string page, string answer, string? difference) =>
        JsonShape.Difference(JsonNode.Parse(page), JsonNode.Parse(answer), mayLack: false).ShouldBe(difference);

    [Theory]
    [InlineData("sh no-run reason=\"needs docker\"", "callqueue serve --prot=1\n", "--prot")]
    [InlineData("sh no-run reason=\"needs docker\"", "tools/cluster.sh upp 3\n", "upp")]
    [InlineData("sh no-run reason=\"needs docker\"", "cp deploy/nothing.yml .\n", "deploy/nothing.yml")]
    [InlineData("sh no-run reason=\"needs docker\"", "./tset.sh\n", "tset.sh")]
    [InlineData("sh no-run reason=\"needs docker\"", "curl --fancy localhost:8000/api/health\n", "--fancy")]
    [InlineData("sh no-run reason=\"needs docker\"", "curl localhost:8000/api/keys -H 'Content-Type: application/json' -d '{\"name\":}'\n", "invalid")]
    public void A_command_that_is_not_run_is_looked_at(string info, string commands, string because)
    {
        using var looked = new LookedAtCommands();
        Fence fence = Fence.Read("page.md", $"```{info}\n{commands}```\n").Single();
        looked.Problems(fence).ShouldHaveSingleItem().ShouldContain(because);
    }

    [Fact]
    public void Commands_are_read_as_a_shell_reads_them()
    {
        const string Text = """
            export KEY=abc
            curl -X POST "localhost:8000/a?b=$KEY" \
              -d '{"a": "it is
            two lines"}'   # 404: not there
            A=1 callqueue plan x.csv > plan.json && callqueue status
            """;
        var variables = new Dictionary<string, string> { ["KEY"] = "abc" };
        ShellCommand[] commands = [.. new ShellReader(Text.ReplaceLineEndings("\n"), name => variables[name]).ReadAll()];
        commands.Select(command => string.Join('|', command.Words)).ShouldBe(
            ["export|KEY=abc", "curl|-X|POST|localhost:8000/a?b=abc|-d|{\"a\": \"it is\ntwo lines\"}", "callqueue|plan|x.csv", "callqueue|status"]);
        (commands[1].Status, commands[2].Output, commands[2].Variables["A"], commands[2].Line).ShouldBe((404, "plan.json", "1", 5));
    }
}
