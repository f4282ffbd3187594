using System.Text;
using CallQueue.Leads.Sources;

namespace CallQueue.Leads.Tests;

/// <summary>What is certainly text is read; everything else is named with its line (issue 12).</summary>
public sealed class EncodingTests
{
    private const string Cut = "ends in the middle of a character; the file may have been cut off";

    public static TheoryData<string, byte[], string> Refused => new()
    {
        { "Windows-1252", [.. "phone,name\n+12025550101,Jos"u8, 0xE9, .. "\n"u8], "line 2: is not UTF-8 text (byte 17 of the line is E9, é in Windows-1252); save the file as UTF-8, which spreadsheets call CSV UTF-8" },
        { "Windows-1252, curly marks", [.. "phone,name\n+12025550101,"u8, 0x93, .. "Ann"u8, 0x94, .. "\n"u8], "line 2: is not UTF-8 text (byte 14 of the line is 93, “ in Windows-1252); save the file as UTF-8, which spreadsheets call CSV UTF-8" },
        { "UTF-32 with its mark", [0xFF, 0xFE, 0, 0, .. Encoding.UTF32.GetBytes("phone\n+12025550101\n")], "line 1: is not a text file; save the file as UTF-8" },
        { "UTF-16, odd", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("phone\n+12025550101\n")[..^1]], $"line 2: {Cut}" },
        { "UTF-16, half a pair at the end", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("phone,name\n+12025550101,😀")[..^2]], $"line 2: {Cut}" },
        { "UTF-16, half a pair", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("phone,name\n+12025550101,"), 0x3D, 0xD8, .. Encoding.Unicode.GetBytes("a\n")], "line 2: is not UTF-16 text (half of a character is missing); save the file as UTF-8" },
        { "UTF-16 with NUL", [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes("phone\n+12025550101\n\0\n")], "line 3: is not a text file; save the file as UTF-8" },
        { "cut in a character", [.. "phone,name\n+12025550101,Zo"u8, 0xC3], $"line 2: {Cut}" },
        { "cut in a long character", [.. "phone,name\n+12025550101,"u8, 0xF0, 0x9F, 0x98], $"line 2: {Cut}" },
        { "NUL", [.. "phone,name\n+12025550101,A\0nn\n"u8], "line 2: is not a text file; save the file as UTF-8" },
        { "xlsx", [.. "PK\u0003\u0004 and more"u8], "the file is a workbook or an archive, not text; save the sheet as CSV UTF-8" },
        { "xls", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "the file is a workbook or an archive, not text; save the sheet as CSV UTF-8" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task What_is_not_certainly_text_is_named(string what, byte[] bytes, string problem)
    {
        using var file = new TestFile(bytes);
        (await file.CheckAsync()).Problems.ShouldHaveSingleItem().ToString().ShouldBe(problem, what);
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void The_same_is_found_in_parts_of_any_size(string what, byte[] bytes, string problem)
    {
        for (int size = 1; size <= 5; size++)
        {
            var check = new TextCheck();
            foreach (byte[] part in bytes.Chunk(size)) check.Feed(part);
            check.End();
            check.Problem.ShouldNotBeNull().ToString().ShouldBe(problem, $"{what}, parts of {size}");
        }
    }

    [Theory]
    [InlineData("{\"phone\":\"+12025550101\"}\n{\"phone\":\"+120255501", ".jsonl", "line 2: is not valid JSON")]
    [InlineData("[{\"phone\":\"+12025550101\"},{\"phone\":\"+120255501", ".json", "line 1: is not valid JSON from here on")]
    [InlineData("[{\"phone\":\"+12025550101\"}", ".json", "is not valid JSON from here on")]
    [InlineData("phone,name\n+12025550101,\"An", ".csv", "line 2: the quotation mark that opens a cell here is never closed")]
    [InlineData("name,phone\nAnn,+12025550101\nBo,+1202555", ".csv", "line 3: phone ")]
    [InlineData("phone\n+4930123456789\n+4930123456788\n+493012345", ".csv", "line 4: phone is where the list ends, and shorter than the numbers of its country")]
    public async Task A_list_that_was_cut_off_is_named(string text, string extension, string problem) =>
        (await TestFile.ProblemsAsync(text, extension)).ShouldHaveSingleItem().ShouldContain(problem);

    [Theory]
    [InlineData("phone\n+4930123456789\n+493012345\n")]
    [InlineData("phone\n+493012345\n+4930123456789")]
    [InlineData("phone\n+442079460100\n+4930123456")]
    [InlineData("phone,name\n+4930123456789,Ann\n+493012345,Bo")]
    public async Task A_short_number_is_no_cut_where_something_follows_it_or_nothing_is_longer(string text) =>
        (await TestFile.ProblemsAsync(text)).ShouldBeEmpty();

    [Theory]
    [InlineData("phone,name\n+12025550101,Ann+12025550102,Bo\n", "line 2: has 3 cells, but the first line has 2 cells")]
    [InlineData("phone,name\n+12025550101,Ann+12025550102,\n", "line 2: two rows have run together in cell 2; put each person on a line")]
    [InlineData("phone,name,city\n+12025550101,Ann+12025550102,Bo\n", "line 2: two rows have run together in cell 2; put each person on a line")]
    [InlineData("phone,name\n+12025550101,+12025550102,\n", "line 2: two rows have run together in cell 2; put each person on a line")]
    [InlineData("\"phone\",\"name\"\n\"+12025550101\",\"Ann\"\"+12025550102\",\"\"\n", "line 2: two rows have run together in cell 2; put each person on a line")]
    [InlineData("phone,name+12025550101,Ann\n+12025550102,Bo\n", "line 1: must name the columns, but has a person in the same line; put each person on a line")]
    [InlineData("phone,name\n+44207946000,0,\n", "line 2: has 3 cells, but the first line has 2 cells, and cell 2 may be the rest of the number")]
    public async Task Rows_that_have_run_together_and_split_numbers_are_named(string text, string problem) =>
        (await TestFile.ProblemsAsync(text)).ShouldBe([problem]);
}
