using CallQueue.Calls;

namespace CallQueue.Leads;

public sealed class LeadCheckTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Fact]
    public async Task Problems_name_the_place_among_the_people_beside_the_line()
    {
        await File.WriteAllTextAsync(_path, "[{\"phone\":\"+12025550101\"},{\"phone\":\"12\"},{\"phone\":\"+12025550103\"},{\"phone\":\"x\"}]");
        LeadCheck check = await new LeadFile(_path).CheckAsync();
        check.Problems.Select(problem => problem.Row).ShouldBe([1, 3]);
        check.Problems.ShouldAllBe(problem => problem.Line == 1);
    }

    [Fact]
    public async Task A_problem_of_the_whole_file_has_no_place_even_after_good_rows()
    {
        await File.WriteAllTextAsync(_path, "[{\"phone\":\"+12025550101\"},{\"phone\":");
        LeadCheck check = await new LeadFile(_path).CheckAsync();
        check.Problems.ShouldHaveSingleItem().Row.ShouldBeNull();
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 2)]
    public async Task Duplicates_are_counted_whether_or_not_they_are_allowed(bool allowed, int problems)
    {
        await File.WriteAllTextAsync(_path, "phone\n+12025550101\n+12025550102\n+12025550101\n+12025550101\n");
        LeadCheck check = await new LeadFile(_path, new LeadFileOptions { AllowDuplicates = allowed }).CheckAsync();
        check.Duplicates.ShouldBe(2);
        check.ProblemCount.ShouldBe(problems);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_further_check_makes_rows_invalid_and_skipped_rows_are_skipped_when_read(bool skip)
    {
        await File.WriteAllTextAsync(_path, "phone\n+12025550101\n+12025550102\n+12025550102\n+12025550103\n");
        var options = new LeadFileOptions
        {
            SkipInvalid = skip,
            CheckCall = (call, line) => call.To.Value == "+12025550102" ? new LeadProblem(line, "phone", "is not wanted") : null,
        };
        var file = new LeadFile(_path, options);
        LeadCheck check = await file.CheckAsync();
        check.IsReadable.ShouldBe(skip);
        check.Problems.Select(problem => problem.ToString()).ShouldBe(["line 3: phone is not wanted", "line 4: phone already appears on line 3"]);
        if (!skip) return;
        List<NewCall> calls = [];
        await foreach (IReadOnlyList<NewCall> part in file.ReadAsync()) calls.AddRange(part);
        calls.Select(call => call.To.Value).ShouldBe(["+12025550101", "+12025550103"]);
    }
}
