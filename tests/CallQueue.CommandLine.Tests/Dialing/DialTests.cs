using CallQueue.Commands;

namespace CallQueue;

public sealed class DialTests : IDisposable
{
    private readonly Scene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task The_sample_is_dialed_to_its_end_and_the_second_time_nobody_is_called()
    {
        string[] args = ["dial", Scene.SampleFile, "--data", _scene.Data, "--speed", "50"];
        (ExitCode code, string output, string error) = await InProcess.RunAsync(args);
        code.ShouldBe(ExitCode.Done, output + error);
        output.ShouldContain("SIMULATED");
        output.ShouldContain("20/20 done");
        _scene.Placed().Count.ShouldBe(20);
        string results = Directory.GetFiles(_scene.Data, "*.results.csv").ShouldHaveSingleItem();
        File.ReadAllLines(results).Length.ShouldBe(21);

        (code, output, error) = await InProcess.RunAsync(args);
        code.ShouldBe(ExitCode.Done, output + error);
        output.ShouldContain("is already complete");
        _scene.Placed().Count.ShouldBe(20);
    }

    [Fact]
    public async Task Wrong_rows_are_all_listed_with_their_lines_and_nobody_is_called()
    {
        string file = _scene.Text("bad.csv", "phone,name,message\n+12025550101,A,Hi\n12,B,Hi\n+12025550101,C,Hi\nabc,D,Hi\n+442079460100,E,Hi\n");
        (ExitCode code, _, string error) = await InProcess.RunAsync("dial", file, "--data", _scene.Data, "--speed", "100");
        code.ShouldBe(ExitCode.BadInput);
        error.ShouldContain("line 3: phone");
        error.ShouldContain("line 4: phone already appears on line 2");
        error.ShouldContain("line 5: phone");
        _scene.Placed().ShouldBeEmpty();

        (code, _, _) = await InProcess.RunAsync("dial", file, "--data", _scene.Data, "--speed", "100", "--skip-invalid");
        code.ShouldBe(ExitCode.Done);
        _scene.Placed().ShouldBe(["+12025550101", "+442079460100"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_number_twice_is_called_twice_only_when_that_is_wanted()
    {
        string file = _scene.Text("twice.csv", "phone,message\n+12025550101,Hi\n+12025550101,Hi\n");
        (await InProcess.RunAsync("dial", file, "--data", _scene.Data, "--speed", "100")).Code.ShouldBe(ExitCode.BadInput);
        (await InProcess.RunAsync("dial", file, "--data", _scene.Data, "--speed", "100", "--allow-duplicates")).Code.ShouldBe(ExitCode.Done);
        _scene.Placed().Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_corrected_list_names_who_was_called_lately_and_calls_them_only_when_told_to()
    {
        string first = _scene.Text("first.csv", "phone,message\n+12025550101,Hi\n+12025550102,Hi\n+12025550103,Hi\n");
        (await InProcess.RunAsync("dial", first, "--data", _scene.Data, "--speed", "100", "--run-id", "first")).Code.ShouldBe(ExitCode.Done);
        string corrected = _scene.Text("corrected.csv", "phone,message\n+12025550101,Hi\n+12025550102,Hi\n+12025550104,Hi\n");
        string[] again = ["dial", corrected, "--data", _scene.Data, "--speed", "100"];

        (ExitCode code, _, string error) = await InProcess.RunAsync(again);
        code.ShouldBe(ExitCode.BadInput);
        error.ShouldContain("2 of 3 were called in run first on ");
        error.ShouldContain("add --again to call them");
        _scene.Placed().Count.ShouldBe(3);

        (await InProcess.RunAsync([.. again, "--again"])).Code.ShouldBe(ExitCode.Done);
        (await InProcess.RunAsync(again)).Out.ShouldContain("is already complete");
        _scene.Placed().Count.ShouldBe(6);
    }

    [Fact]
    public async Task A_second_list_under_the_name_of_a_run_is_a_conflict_even_when_the_run_is_over()
    {
        string[] first = ["dial", _scene.Text("a.csv", "phone,message\n+12025550101,Hi\n"), "--data", _scene.Data, "--speed", "100", "--run-id", "spring"];
        (await InProcess.RunAsync(first)).Code.ShouldBe(ExitCode.Done);
        string second = _scene.Text("b.csv", "phone,message\n+12025550102,Hi\n");
        (ExitCode code, string output, string error) = await InProcess.RunAsync("dial", second, "--data", _scene.Data, "--speed", "100", "--run-id", "spring");
        code.ShouldBe(ExitCode.BadInput, output);
        error.ShouldContain("Run spring already exists with different people or options");
        (code, _, error) = await InProcess.RunAsync([.. first, "--retries", "1"]);
        (code, error.Contains("already exists with different", StringComparison.Ordinal)).ShouldBe((ExitCode.BadInput, true));
        (await InProcess.RunAsync(first)).Out.ShouldContain("Run spring is already complete");
        _scene.Placed().ShouldBe(["+12025550101"]);
    }

    [Theory]
    [InlineData("phone,name\n+12025550101,Ann\n+12025550102,Bo\n", "there is no message, so nobody would hear anything")]
    [InlineData("phone,name,message\n+12025550101,Ann,\n+12025550102,Bo,Hi\n", "line 2: message is empty, so this person would hear nothing")]
    [InlineData("phone,name,message\n+12025550101,Ann,Hi {{fist_name}}\n+12025550102,Bo,Hi {{name}}\n", "the message has the place {{fist_name}}, which nobody's data can fill (the fields are name)")]
    [InlineData("phone,name,message\n+12025550101,Ann,Hi {{name}\n", "line 2: message has a place without its closing }}: '{{name}'")]
    [InlineData("phone,flow_name\n+12025550101,sales\n", "there is no message")]
    public async Task A_list_whose_people_would_hear_nothing_or_a_mistake_is_refused(string content, string problem)
    {
        (ExitCode code, _, string error) = await InProcess.RunAsync("dial", _scene.Text("people.csv", content), "--data", _scene.Data, "--speed", "100");
        code.ShouldBe(ExitCode.BadInput);
        error.ShouldContain(problem);
        _scene.Placed().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("--message", "Hi {{First Name|there}}, {{city}}")]
    [InlineData("--answer-url", "https://app.example.com/answer")]
    public async Task A_message_for_all_or_an_answer_url_is_enough_and_blanks_are_counted(string option, string value)
    {
        string file = _scene.Text("people.csv", "phone,first_name,city\n+12025550101,Ann,Boston\n+12025550102,Bo,\n+12025550103,,Austin\n");
        (ExitCode code, string output, string error) = await InProcess.RunAsync("dial", file, "--data", _scene.Data, "--speed", "100", option, value);
        code.ShouldBe(ExitCode.Done, error);
        if (option != "--message") return;
        output.ShouldContain("1 person has no city: their message leaves {{city}} out.");
        output.ShouldContain("1 person has no First Name: their message says 'there' instead.");
    }

    [Fact]
    public async Task Retries_call_those_again_who_were_not_reached()
    {
        (ExitCode code, string output, string error) = await InProcess.RunAsync(
            "dial", _scene.People(20), "--data", _scene.Data, "--speed", "100", "--slots", "10", "--retries", "1", "--retry-delay", "100ms");
        code.ShouldBe(ExitCode.Done, output + error);
        _scene.Placed().Distinct().Count().ShouldBe(20);
        _scene.Placed().Count.ShouldBeGreaterThan(20);
        _scene.Placed().GroupBy(number => number).ShouldAllBe(calls => calls.Count() <= 2);
    }

    [Fact]
    public async Task Other_options_for_a_run_that_has_begun_are_refused_rather_than_ignored()
    {
        string people = _scene.People(30);
        using var first = new InProcess();
        Task<ExitCode> dialing = first.StartAsync("dial", people, "--data", _scene.Data, "--message", "one");
        while (_scene.Placed().Count == 0) await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        first.Interrupts.Terminate();
        (await dialing).ShouldBe(ExitCode.Interrupted);

        (ExitCode code, _, string error) = await InProcess.RunAsync("dial", people, "--data", _scene.Data, "--message", "two");
        code.ShouldBe(ExitCode.BadInput);
        error.ShouldContain("--run-id");
    }
}
