using System.Globalization;
using System.Text;
using CallQueue.Calls;

namespace CallQueue.Leads.Tests.Mutations;

/// <summary>
/// Valid lists of every spelling are read exactly. Then one thing in them is broken, as it happens in the field: afterwards nobody is lost and nobody is
/// called by mistake, unless a problem is named (issue 12). Each seed is one list and one mutation; a failure names its seed.
/// </summary>
public sealed class MutationTests
{
    private const int Seeds = 500;

    [Fact]
    public async Task Valid_lists_of_every_spelling_are_read_exactly()
    {
        for (int seed = 0; seed < Seeds; seed++)
        {
            var list = SomeList.Of(seed);
            (LeadCheck check, List<NewCall> calls) = await ReadAsync(list.Bytes());
            check.Problems.ShouldBeEmpty($"seed {seed}");
            calls.Select(call => (call.To.Value, call.Script?.Variables?.GetValueOrDefault("name") ?? "", call.Script?.Message ?? ""))
                .ShouldBe(list.People.Select(p => (p.Number, p.Name, p.Message)), $"seed {seed}");
        }
    }

    [Fact]
    public async Task Broken_lists_lose_nobody_and_call_nobody_by_mistake_without_a_named_problem()
    {
        (int refused, int read) = (0, 0);
        List<string> wrong = [];
        for (int seed = 0; seed < Seeds; seed++)
        {
            var list = SomeList.Of(seed);
            Mutation mutation = Mutation.Of(list, seed);
            (LeadCheck check, List<NewCall> calls) = await ReadAsync(mutation.Bytes);
            if (check.IsReadable) read++;
            else refused++;
            string? problem = check.IsReadable ? FindProblem(list, mutation, calls) : check.ProblemCount == 0 ? "refused without a problem" : null;
            if (problem is not null) wrong.Add(Say(seed, mutation, problem));
        }

        wrong.ShouldBeEmpty();
        // Most mutations are faults; some, such as a mark inside a text, leave a valid list.
        refused.ShouldBeGreaterThan(Seeds / 4);
        read.ShouldBeGreaterThan(Seeds / 20);
    }

    private static string? FindProblem(SomeList list, Mutation mutation, List<NewCall> calls)
    {
        HashSet<string> called = [.. calls.Select(call => call.To.Value)];
        if (called.Except(list.People.Select(p => p.Number)).FirstOrDefault() is { } stranger) return $"{stranger} is called by mistake";
        if (mutation.MustBeCalled.Except(called).FirstOrDefault() is { } lost) return $"{lost} is lost";
        return calls.Where(call => HearsSomebodyElse(call, list)).Select(call => $"{call.To.Value} hears another row").FirstOrDefault();
    }

    /// <summary>A text of the call holds another person's row.</summary>
    private static bool HearsSomebodyElse(NewCall call, SomeList list)
    {
        string[] texts = [call.Script?.Message ?? "", .. call.Script?.Variables?.Values ?? []];
        return list.People.Exists(other => other.Number != call.To.Value && Array.Exists(texts, text => text.Contains(other.Number, StringComparison.Ordinal)));
    }

    private static async Task<(LeadCheck, List<NewCall>)> ReadAsync(byte[] bytes)
    {
        var file = new LeadFile(new BytesSource(bytes));
        LeadCheck check = await file.CheckAsync();
        List<NewCall> calls = [];
        if (check.IsReadable) await foreach (IReadOnlyList<NewCall> part in file.ReadAsync(3)) calls.AddRange(part);
        return (check, calls);
    }

    private static string Say(int seed, Mutation mutation, string problem) =>
        string.Create(CultureInfo.InvariantCulture, $"seed {seed}, {mutation.Name}: {problem}\n{Encoding.UTF8.GetString(mutation.Bytes)}\n");
}
