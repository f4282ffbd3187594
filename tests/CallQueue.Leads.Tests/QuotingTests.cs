using CallQueue.Calls;

namespace CallQueue.Leads.Tests;

/// <summary>A field that runs over a line end must be proven to be quoted (RFC 4180); what is quoted properly is never refused (issue 12).</summary>
public sealed class QuotingTests
{
    private const string Swallowed = "a quoted cell runs over lines that are rows of this list themselves; close the quotation mark of this row, or write the text in one line";
    private const string NeverClosed = "the quotation mark that opens a cell here is never closed";
    private const string Early = "a quotation mark closes a cell before its end; put marks around the whole cell and double those inside it";

    public static TheoryData<string, string[]> Refused => new()
    {
        // stray.csv: two forgotten marks.
        {
            "phone,name\n+12025550101,\"Ann\n+12025550102,Bo\n+12025550103,\"Cy\n+12025550104,Di\n",
            [$"line 2: {Closes(4)}", $"line 4: {NeverClosed}"]
        },
        { "phone,name\r\n+12025550101,\"Ann\r\n+12025550102,Bo\r\n+12025550103,\"Cy\r\n+12025550104,Di", [$"line 2: {Closes(4)}", $"line 4: {NeverClosed}"] },
        { "phone,name\r+12025550101,\"Ann\r+12025550102,Bo\r+12025550103,\"Cy\r+12025550104,Di", [$"line 2: {Closes(4)}", $"line 4: {NeverClosed}"] },
        { "phone;name\n+12025550101;\"Ann\n+12025550102;Bo\n+12025550103;\"Cy\n", [$"line 2: {Closes(4)}", $"line 4: {NeverClosed}"] },
        { "phone\tname\n+12025550101\t\"Ann\n+12025550102\tBo\n+12025550103\t\"Cy\n", [$"line 2: {Closes(4)}", $"line 4: {NeverClosed}"] },

        // Opened in the last row, or in any other, and never closed.
        { "phone,name\n+12025550101,Ann\n+12025550102,\"Bo", [$"line 3: {NeverClosed}"] },
        { "phone,name\n+12025550101,Ann\n+12025550102,\"", [$"line 3: {NeverClosed}"] },
        { "phone,name\n\n+12025550101,\"Ann\n+12025550102,Bo", [$"line 3: {NeverClosed}"] },
        { "phone,name\n\n+12025550101,\"Ann\n+12025550102,\"Bo\"\n", [$"line 3: {Closes(4)}"] },
        { "\"phone,name\n+12025550101,Ann\n", [$"line 1: {NeverClosed}"] },

        // Marks that pair up by accident and leave the text formally correct.
        { "phone,name,city\n+12025550101,\"Ann\n+12025550102,Bo,Ely\n+12025550103,\",x\n+12025550104,Di,Ely\n", [$"line 2: {Swallowed}"] },
        { "phone,name,size\n+12025550101,\"Ann,9\n+12025550102,Bo,8\n+12025550103,Cy,5'10\"\n+12025550104,Di,7\n", [$"line 2: {Swallowed}"] },
        { "phone,name\n+12025550101,\"Ann\n+12025550102,Bo\"\n+12025550103,Cy\n", [$"line 2: {Swallowed}"] },
        { "name,note,phone\nAnn,\"tall,+12025550101\nBo,5'10\",+12025550102\n", [$"line 2: {Swallowed}"] },
        { "name,note,phone\nAnn,\"tall,+12025550101\nBo,short,+12025550102\nCy,5'10\",+12025550103\n", [$"line 2: {Swallowed}"] },
        { "phone,name,note\n+12025550101,\"Ann\n+12025550102,Bo\n+12025550103,Cy,5'10\"\n", [$"line 2: {Swallowed}"] },
        { "phone|name\n+12025550101|\"Ann\n+12025550102|Bo\"\n", [$"line 2: {Swallowed}"] },
        { "phone,name\r\n+12025550101,\"Ann\r\n+12025550102,Bo\"\r\n", [$"line 2: {Swallowed}"] },
        { "name,phone,message\n\"Smith, Jane\",+12025550101,\"Hello\nBo,+12025550102,x\"\n", [$"line 2: {Swallowed}"] },
        // Some rows end with LF, so that LF inside a cell proves nothing, however late that is known.
        { "phone,name\r\n+12025550101,\"Ann\n+12025550102,Bo\"\r\n+12025550103,Cy\n", [$"line 2: {Swallowed}"] },
        // Some numbers have no marks, so that a line's bare number proves nothing.
        { "\"phone\",\"name\"\n\"+12025550101\",\"Ann\n+12025550102,Bo\"\n+12025550103,Cy\n", [$"line 2: {Swallowed}"] },

        // Within one line.
        { "phone,name\n+12025550101,\"Ann\" Smith\n+12025550102,Bo\n", [$"line 2: {Early}"] },
        { "phone,name\n+12025550101,\"Ann \"the boss\" Smith\"\n+12025550102,Bo\n", [$"line 2: {Early}"] },
        { "phone,name,city\n+12025550101, \"Ann, Bo,x\n", ["line 2: has 4 cells, but the first line has 3 cells"] },
        { "phone,name,city\n+12025550101, \"Ann, Bo\n", ["line 2: cell 2 has a single quotation mark in its middle; put marks around the whole cell and double those inside it, or remove it"] },
        { "phone,name,city\n+12025550101,Hello, Ann\"\n", ["line 2: cell 3 has a single quotation mark in its middle; put marks around the whole cell and double those inside it, or remove it"] },
        { "phone,message,city\n+12025550101,'Hello, Ann'\n", ["line 2: cell 2 begins with ' and a later one ends with it; only double quotation marks (\") hold a cell together"] },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task What_is_not_proven_is_named_and_nobody_is_called(string text, string[] problems)
    {
        using var file = new TestFile(text);
        LeadCheck check = await file.CheckAsync();
        check.Problems.Select(p => p.ToString()).ShouldBe(problems);
        check.IsReadable.ShouldBeFalse();
    }

    [Theory]
    [InlineData("phone,name\n+12025550101,\"Ann\n+12025550102,Bo\n+12025550103,\"Cy\n+12025550104,Di\n")]
    [InlineData("phone,name\n+12025550101,\"Ann\n+12025550102,Bo\"\n+12025550103,Cy\n")]
    [InlineData("phone,name\n+12025550103,Cy\n+12025550101,\"Ann\n")]
    public async Task A_mark_that_makes_other_rows_uncertain_is_not_skipped(string text)
    {
        using var file = new TestFile(text);
        var leads = new LeadFile(file.Path, new LeadFileOptions { SkipInvalid = true });
        (await leads.CheckAsync()).ShouldSatisfyAllConditions(c => c.IsReadable.ShouldBeFalse(), c => c.CanSkip.ShouldBeFalse());
    }

    [Fact]
    public async Task A_mark_that_concerns_one_line_is_skipped_with_its_row()
    {
        using var file = new TestFile("phone,name\n+12025550101,\"Ann\" Smith\n+12025550102,Bo\n");
        var leads = new LeadFile(file.Path, new LeadFileOptions { SkipInvalid = true });
        (await leads.CheckAsync()).ShouldSatisfyAllConditions(c => c.IsReadable.ShouldBeTrue(), c => c.Total.ShouldBe(1));
    }

    public static TheoryData<string, string[]> Accepted => new()
    {
        { "+12025550101,\"Hello\nAnn\"\n+12025550102,Bo\n", ["Hello\nAnn", "Bo"] },
        { "+12025550101,\"Hello, \"\"Ann\"\"\n\n,,\"\"\"\n+12025550102,Bo", ["Hello, \"Ann\"\n\n,,\"", "Bo"] },
        { "+12025550101,\"\"\"Ann\"\"\"\n", ["\"Ann\""] },
        // Numbers in messages.
        { "+12025550101,\"Call us:\n+442079460100\nBye, Ann\"\n+12025550102,\"Our numbers:\n+442079460100\n+442079460101\"\n", ["Call us:\n+442079460100\nBye, Ann", "Our numbers:\n+442079460100\n+442079460101"] },
        { "+12025550101,\"Ann\nBo, +12025550102\nCy, +12025550103\"\n", ["Ann\nBo, +12025550102\nCy, +12025550103"] },
        // Marks that are text.
        { "+12025550101,5'10\"\n+12025550102,6\" pipe\n+12025550103,Bo \"Bobby\" Smith\n+12025550104,12\" x 12\"\n", ["5'10\"", "6\" pipe", "Bo \"Bobby\" Smith", "12\" x 12\""] },
        // Blanks around a quoted cell that stays on its line.
        { "+12025550101, \"Hello, Ann\"\n+12025550102, \"Bo\" \n+12025550103,\"Cy\"  \n", ["Hello, Ann", "Bo", "Cy"] },
        { "+12025550101,'s-Gravenhage\n+12025550102,'Ann'\n+12025550103,O'Neil\n", ["'s-Gravenhage", "'Ann'", "O'Neil"] },
    };

    [Theory]
    [MemberData(nameof(Accepted))]
    public async Task What_is_quoted_properly_is_never_refused(string rows, string[] messages)
    {
        foreach (char delimiter in (char[])[',', ';', '|', '\t'])
        {
            string text = $"phone{delimiter}message\n" + rows.Replace(',', delimiter);
            using var file = new TestFile(text);
            (await file.ReadAsync()).Select(call => call.Script!.Message).ShouldBe(messages.Select(m => m.Replace(',', delimiter)));
        }
    }

    [Theory]
    // As spreadsheets and most programs write it: LF in the cell, CR LF after the row.
    [InlineData("phone,message\r\n+12025550101,\"Team:\n+12025550102,Bo\n+12025550103,Cy\"\r\n+12025550104,Di\r\n")]
    // Every number in marks, as Salesforce and Google Contacts write it.
    [InlineData("\"phone\",\"message\"\n\"+12025550101\",\"Team:\n+12025550102,Bo\n+12025550103,Cy\"\n\"+12025550104\",\"Di\"\n")]
    public async Task Even_rows_inside_a_message_are_read_where_the_list_proves_that_they_are_text(string text)
    {
        using var file = new TestFile(text);
        List<NewCall> calls = await file.ReadAsync();
        calls.Select(call => call.To.Value).ShouldBe(["+12025550101", "+12025550104"]);
        calls[0].Script!.Message.ShouldBe("Team:\n+12025550102,Bo\n+12025550103,Cy");
    }

    [Fact]
    public async Task Many_open_marks_do_not_take_quadratic_time()
    {
        string[] problems = await TestFile.ProblemsAsync("phone,name\n" + string.Concat(Enumerable.Range(0, 20_000).Select(i => $"+1202{6_000_000 + i},\"Ann\n")));
        problems.ShouldAllBe(p => p.Contains("quotation mark", StringComparison.Ordinal));
        problems.Length.ShouldBe(20);
    }

    private static string Closes(int line) => $"the quotation mark that opens a cell here closes in the middle of a cell on line {line}; close it in its own row, or double it if it is text";
}
