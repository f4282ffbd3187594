using CallQueue.Calls;

namespace CallQueue.Leads.Tests;

/// <summary>The delimiter follows from what the rows say, not from the header alone (issue 12).</summary>
public sealed class DialectTests
{
    public static TheoryData<string, string> Found => new()
    {
        // sep= as Excel writes it.
        { "sep=;\r\nphone;name\r\n+12025550101;Ann\r\n", "name=Ann" },
        { "sep=,\nphone,name\n+12025550101,Ann\n", "name=Ann" },
        { "sep=\t\nphone\tname\n+12025550101\tAnn\n", "name=Ann" },
        { "SEP=^\nphone^name\n+12025550101^Ann\n", "name=Ann" },
        { "\"sep=;\"\nphone;name\n+12025550101;Ann\n", "name=Ann" },
        { "sep=;;\nphone;name\n+12025550101;Ann\n", "name=Ann" },
        { "\uFEFFsep=;\nphone;name\n+12025550101;Ann\n", "name=Ann" },
        { "sep=;\n\"phone\";\"name, first\"\n+12025550101;Ann\n", "name, first=Ann" },

        // The header misleads, the rows do not.
        { "phone;name, first, last, title\n+12025550101;Ann\n", "name, first, last, title=Ann" },
        { "phone,name;title;city;x\n+12025550101,Ann\n", "name;title;city;x=Ann" },
        { "\"phone\",\"a;b;c\"\n+12025550101,Ann\n", "a;b;c=Ann" },
        { "name;phone\nAnn, Bo, Cy;+12025550101\n", "name=Ann, Bo, Cy" },

        // Decimal commas, and messages full of other delimiters.
        { "phone;amount\n+12025550101;12,50\n+12025550102;7,00\n", "amount=12,50" },
        { "phone;amount;x\n+12025550101;1,2,3,4,5\n", "amount=1,2,3,4,5" },
        { "phone,note\n+12025550101,Hello; you; there; how; are; you\n", "note=Hello; you; there; how; are; you" },
        { "phone,note\n+12025550101,\"Hello, you | and; you\"\n", "note=Hello, you | and; you" },
        { "phone|note\n+12025550101|Hello, you, there\n", "note=Hello, you, there" },
        { "phone\tnote\n+12025550101\tHello, you; there\n", "note=Hello, you; there" },
        { "note\tphone\n\t+12025550101\n", "" },
    };

    [Theory]
    [MemberData(nameof(Found))]
    public async Task The_delimiter_is_found(string text, string variable)
    {
        using var file = new TestFile(text);
        NewCall call = (await file.ReadAsync())[0];
        call.To.Value.ShouldBe("+12025550101");
        string.Concat(call.Script?.Variables?.Where(v => v.Key != "name" || variable.StartsWith("name=", StringComparison.Ordinal)).Select(v => $"{v.Key}={v.Value}") ?? []).ShouldBe(variable);
    }

    [Theory]
    [InlineData("phone\n+12025550101\n+12025550102\n")]
    [InlineData("\"phone\"\n\"+12025550101\"\n\"+12025550102\"\n")]
    [InlineData("phone\r+12025550101\r+12025550102")]
    [InlineData("\n\n phone \n\n+12025550101\n\n\n+12025550102\n\n")]
    [InlineData("phone,\n+12025550101,\n+12025550102,\n")]
    public async Task A_list_of_one_column_is_a_list(string text)
    {
        using var file = new TestFile(text);
        (await file.ReadAsync()).Select(c => c.To.Value).ShouldBe(["+12025550101", "+12025550102"]);
    }

    [Theory]
    [InlineData("name;phone\nAnn,+12025550101\n", "line 1: separates cells with ';', but the rows separate them with ','; use one of them in all lines")]
    [InlineData("phone,name\n+12025550101;Ann\n", "line 1: separates cells with ',', but the rows separate them with ';'; use one of them in all lines")]
    [InlineData("phone,name\n+12025550101\tAnn\n", "line 1: separates cells with ',', but the rows separate them with tabs; use one of them in all lines")]
    [InlineData("sep=a\nphoneaname\n", "line 2: separates cells with 'a'; use a comma, semicolon, tab or bar")]
    [InlineData("sep=;\nphone,name\n+12025550101,Ann\n", "line 2: there is no column for the telephone number")]
    public async Task Where_no_delimiter_is_certain_the_list_is_refused(string text, string problem) =>
        (await TestFile.ProblemsAsync(text)).ShouldHaveSingleItem().ShouldStartWith(problem);

    [Fact]
    public async Task One_row_with_another_delimiter_is_named()
    {
        string[] problems = await TestFile.ProblemsAsync("phone,name\n+12025550101,Ann\n+12025550102;Bo\n");
        problems.ShouldHaveSingleItem().ShouldStartWith("line 3: phone ");
    }
}
