using System.Text.Json.Nodes;
using Newtonsoft.Json.Linq;
using NJsonSchema;

namespace CallQueue.Gateway.Tests.Documents;

public sealed class AnswerReaderTests
{
    public static TheoryData<string, bool> Numbers => new()
    {
        { "0", true },
        { "-0", true },
        { "9223372036854775807", true },
        { "9223372036854775808", true },
        { new string('9', 2_000), true },
        { "-" + new string('9', 2_000), true },
        { "1.5", false },
        { "1e400", false },
        { "-1e400", false },
        { "1e99999999999", false },
        { "0." + new string('0', 400) + "1", false },
    };

    [Theory]
    [MemberData(nameof(Numbers))]
    public async Task Numbers_of_any_size_are_held_against_a_schema(string number, bool isWhole)
    {
        JToken answer = AnswerReader.Read($"[{number}]");
        (await ErrorsAsync("number", answer)).ShouldBe(0);
        (await ErrorsAsync("integer", answer)).ShouldBe(isWhole ? 0 : 1);
        (await ErrorsAsync("string", answer)).ShouldBe(1);
    }

    [Theory]
    [InlineData("11")]
    [InlineData("1e400")]
    [InlineData("99999999999999999999999999999999999999999999999")]
    public async Task A_number_beyond_a_bound_is_an_error_however_long_it_is(string number) =>
        (await ErrorsAsync("number", AnswerReader.Read($"[{number}]"), ""","maximum":10""")).ShouldBe(1);

    [Fact]
    public void All_else_is_read_as_it_is_written()
    {
        const string Answer = """{"a":[null,true,false,"2026-01-02T03:04:05Z",{"b":"é\n"}],"c":{}}""";
        JsonNode.DeepEquals(JsonNode.Parse(AnswerReader.Read(Answer).ToString()), JsonNode.Parse(Answer)).ShouldBeTrue();
    }

    private static async Task<int> ErrorsAsync(string type, JToken answer, string more = "")
    {
        JsonSchema schema = await JsonSchema.FromJsonAsync($$$"""{"type":"array","items":{"type":"{{{type}}}"{{{more}}}}}""");
        return schema.Validate(answer).Count;
    }
}
