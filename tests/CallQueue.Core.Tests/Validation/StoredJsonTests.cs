using System.Text.Json;

namespace CallQueue.Validation;

public sealed class StoredJsonTests
{
    [Theory]
    [InlineData("1", 0)]
    [InlineData("\"[[[[\"", 0)]
    [InlineData("{}", 1)]
    [InlineData("[]", 1)]
    [InlineData("""{"a":1,"b":[1,{"c":2}],"d":[]}""", 3)]
    public void Levels_are_counted_by_objects_and_lists(string json, int levels)
    {
        using var document = JsonDocument.Parse(json);
        StoredJson.LevelsOf(document.RootElement).ShouldBe(levels);
    }

    [Theory]
    [InlineData(1, null)]
    [InlineData(32, null)]
    [InlineData(33, "is nested 33 levels deep; at most 32 are allowed, so flatten it or send it as a string")]
    [InlineData(200, "is nested 200 levels deep; at most 32 are allowed, so flatten it or send it as a string")]
    public void More_than_32_levels_are_a_problem(int levels, string? problem)
    {
        using JsonDocument document = StoredJson.ParseDocument(new string('[', levels) + new string(']', levels));
        StoredJson.FindProblem(document.RootElement).ShouldBe(problem);
    }

    [Fact]
    public void What_was_stored_before_the_limit_is_read_whatever_its_depth()
    {
        string json = string.Concat(Enumerable.Repeat("{\"a\":", 90)) + "1" + new string('}', 90);
        StoredJson.Parse(json)!.AsObject().Count.ShouldBe(1);
    }
}
