using CallQueue.Calls;

namespace CallQueue.Leads.Tests;

public sealed class JsonTests
{
    private const string Calls = """
        [{"phone_number":"+12025550101","lead_id":2502,"call_config":{"voice":"alice","max_duration":60,"recording_enabled":true,
          "variables":{"name":"Ann","age":41,"tags":["a","b"]}}},
         {"to":"+12025550102","city":"Ely","priority":0,"message":null}]
        """;

    [Theory]
    [InlineData(Calls)]
    [InlineData($$"""{"batch_id":"b","calls":{{Calls}}}""")]
    public async Task A_list_and_an_object_with_calls_are_read_as_the_API_reads_them(string json)
    {
        using var file = new TestFile(json, ".json");

        List<NewCall> calls = await file.ReadAsync();

        calls[0].Data.ShouldBe("""{"lead_id":"2502"}""");
        calls[0].Rules!.MaxDuration.ShouldBe(TimeSpan.FromSeconds(60));
        calls[0].Script!.ShouldSatisfyAllConditions(
            s => s.Voice.ShouldBe("alice"),
            s => s.Record.ShouldBe(true),
            s => s.Variables.ShouldBe(new Dictionary<string, string> { ["name"] = "Ann", ["age"] = "41", ["tags"] = """["a","b"]""" }, ignoreOrder: true));
        calls[1].Priority.ShouldBe(Priority.Urgent);
        calls[1].Script!.Variables!["city"].ShouldBe("Ely");
    }

    [Theory]
    [InlineData(".jsonl")]
    [InlineData(".ndjson")]
    [InlineData(".json")]
    [InlineData(".txt")]
    [InlineData("")]
    public async Task One_object_to_a_line_is_found_by_extension_or_by_content(string extension)
    {
        using var file = new TestFile("{\"phone\":\"+12025550101\"}\r\n\r\n{\"phone\":\"+12025550102\"}", extension);
        (await file.ReadAsync()).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Content_decides_where_the_extension_says_nothing()
    {
        using var list = new TestFile(" \n[{\"phone\":\"+12025550101\"}]", ".dat");
        (await list.ReadAsync()).Count.ShouldBe(1);
        using var csv = new TestFile("phone\n+12025550101\n", ".dat");
        (await csv.ReadAsync()).Count.ShouldBe(1);
        using var single = new TestFile("{\"calls\":[{\"phone\":\"+12025550101\"}]}", ".dat");
        (await single.ReadAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Problems_name_the_line_their_object_begins_on()
    {
        (await TestFile.ProblemsAsync("[\n{\"phone\":\"1\"},\n 7,\n {\n \"phone\":\"+12025550101\",\n \"priority\":\"x\"},\n {\"phone\":\"+12025550101\",\"tel\":1,\"to\":\"2\"}]", ".json")).ShouldBe(
        [
            "line 2: phone '1' is a short code or too short for a telephone number; write it in E.164, such as +442079460100",
            "line 3: must be an object",
            "line 4: priority must be urgent, high, normal or low (or 0 to 3); got 'x'",
            "line 7: the columns phone and to have different numbers; keep one of them, or choose one with --phone-column",
        ]);
        (await TestFile.ProblemsAsync("{\"phone\":\"+12025550101\"}\n\n{\"phone\":\n{\"phone\":\"+12025550101\"}\n{\"phone\":\"\\ud800\"}", ".jsonl"))
            .Select(p => p[..7]).ShouldBe(["line 3:", "line 4:", "line 5:"]);
    }

    [Theory]
    [InlineData("[{\"phone\":\"+12025550101\"},\n{\"phone\":oops}]", "line 2: is not valid JSON from here on")]
    [InlineData("[{\"phone\":\"+12025550101\"}", "is not valid JSON from here on")]
    [InlineData("", "is not valid JSON from here on")]
    [InlineData("7", "must be a JSON object")]
    [InlineData("{\"calls\":{}}", "line 1: calls must be a list")]
    [InlineData("{\"calls\":[],\n\"voice\":\"alice\"}", "line 2: voice is not allowed beside calls; give it in each call, or as an option on the command line")]
    [InlineData("[]", "the file has no rows with people to call")]
    [InlineData("{}", "line 1: phone is missing")]
    public async Task A_file_that_is_wrong_as_a_whole_says_why(string json, string problem) =>
        (await TestFile.ProblemsAsync(json, ".json")).ShouldHaveSingleItem().ShouldContain(problem);

    [Fact]
    public async Task A_number_that_stands_there_twice_is_found_in_any_form()
    {
        (await TestFile.ProblemsAsync("{\"phone\":\"+12025550101\"}\n{\"to\":\"+1 202 555 0101\"}\n", ".jsonl")).ShouldBe(["line 2: to already appears on line 1"]);
    }
}
