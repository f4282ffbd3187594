using System.Text.Json;

namespace CallQueue.Runs;

public sealed class ResultPageTests
{
    [Fact]
    public void It_is_stored_as_the_list_of_its_results_is()
    {
        var page = new ResultPage([Result(3), Result(9)]);
        ShouldBe(page, 3, 9);
        page.Put(Result(5));
        page.Put(Result(1));
        ShouldBe(page, 1, 3, 5, 9);
        page.Put(Result(12));
        ShouldBe(page, 1, 3, 5, 9, 12);
    }

    [Fact]
    public void A_result_takes_the_place_of_an_earlier_one_of_its_call_also_after_it_was_stored()
    {
        var page = new ResultPage([]);
        page.ToJson().ShouldBe("[]"u8.ToArray());
        page.Put(Result(2));
        page.Put(Result(4));
        _ = page.ToJson();
        page.Put(Result(4) with { Reason = "\"é\"" });
        page.Results.Select(result => result.Reason).ShouldBe([null, "\"é\""]);
        ShouldBe(page, 2, 4);
    }

    private static void ShouldBe(ResultPage page, params int[] indexes)
    {
        page.Results.Select(result => result.Index).ShouldBe(indexes);
        page.ToJson().ShouldBe(JsonSerializer.SerializeToUtf8Bytes([.. page.Results], CallQueueJson.Default.ListRunResult));
    }

    private static RunResult Result(int index) => new(index, Outcome.Completed, 1, DateTimeOffset.UnixEpoch.AddSeconds(index), 1.5, null) { To = Some.Call(index).To };
}
