using CallQueue.Calls;

namespace CallQueue.Leads.Tests;

/// <summary>Telephone numbers of lists: a country beside the number, what spreadsheets do to numbers, and notes about special ones.</summary>
public sealed class NumberTests
{
    [Theory]
    [InlineData("phone\n(202) 555-0101\n", "US")]
    [InlineData("phone\n(202) 555-0101\n", "1")]
    [InlineData("phone,country\n(202) 555-0101,US\n", null)]
    [InlineData("phone,Country\n(202) 555-0101,United States\n", "GB")]
    [InlineData("phone_code,phone_number\n1,2025550101\n", null)]
    [InlineData("phone,Country/Region\n2025550101,USA\n", null)]
    [InlineData("phone,country\n+12025550101,Freedonia\n", null)]
    [InlineData("phone,country\n\"=\"\"+12025550101\"\"\",\n", null)]
    [InlineData("phone\n'+12025550101\n", null)]
    [InlineData("phone\n+12025550101.0\n", null)]
    [InlineData("phone\n12025550101.0\n", "US")]
    [InlineData("phone\n+1\u00a0202\u2011555\u20110101\n", null)]
    public async Task A_national_number_is_read_with_the_country_of_its_row_or_of_the_list(string content, string? country)
    {
        using var file = new TestFile(content);
        LeadFile list = file.Open(country: country);
        (await list.CheckAsync()).Problems.ShouldBeEmpty();
        List<NewCall> calls = [];
        await foreach (IReadOnlyList<NewCall> part in list.ReadAsync()) calls.AddRange(part);
        calls.ShouldHaveSingleItem().To.Value.ShouldBe("+12025550101");
    }

    [Theory]
    [InlineData("[{\"phone\":12025550101}]", "US", "+12025550101")]
    [InlineData("[{\"phone\":2079460100,\"country\":\"GB\"}]", "US", "+442079460100")]
    [InlineData("{\"phone\":\"020 7946 0100\",\"phone_code\":44}\n", null, "+442079460100")]
    public async Task JSON_integers_are_read_like_their_digits(string content, string? country, string number)
    {
        using var file = new TestFile(content, ".json");
        LeadFile list = file.Open(country: country);
        (await list.CheckAsync()).Problems.ShouldBeEmpty();
        await foreach (IReadOnlyList<NewCall> part in list.ReadAsync()) part.ShouldHaveSingleItem().To.Value.ShouldBe(number);
    }

    [Theory]
    [InlineData("phone\n(202) 555-0101\n", "line 2: phone '(***) ***-0101' has no country code; write it in E.164, such as +442079460100, or give its country (`country` beside it, or the setting `default_country`)")]
    [InlineData("phone,country\n(202) 555-0101,Freedonia\n", "line 2: phone '(***) ***-0101' has no country code, and 'Freedonia' is not a country; write its ISO 3166 code such as US, or its calling code such as 44")]
    [InlineData("phone\n+1.20255501E+10\n", "line 2: phone '+*.******01E+10' is how a spreadsheet writes a number that it has rounded; format the column as text and export it again")]
    [InlineData("phone\n+12025550101 / +12025550102\n", "line 2: phone '+*********** / +*******0102' has more than one number; write one number in each field")]
    [InlineData("phone\n+12025550101 x123\n", "line 2: phone '+**********1 x123' has an extension ('x123'), which can't be dialed; remove it")]
    public async Task What_is_not_one_number_is_named_with_its_line(string content, string problem) => (await TestFile.ProblemsAsync(content)).ShouldBe([problem]);

    [Fact]
    public async Task One_person_in_two_spellings_is_a_duplicate() =>
        (await TestFile.ProblemsAsync("phone\n+44 (0)20 7946 0100\n+442079460100\n")).ShouldHaveSingleItem().ShouldContain("already appears on line 2");

    [Fact]
    public async Task Special_numbers_are_noted_and_dialed()
    {
        using var file = new TestFile("phone\n+12025550101\n+19005550101\n+19005550102\n+881612345678\n");
        LeadCheck check = await file.CheckAsync();
        check.Total.ShouldBe(4);
        check.Notes.ShouldBe(["2 numbers are premium rate: calls may cost much more (line 3, 4).", "One number is in a satellite or international network: calls cost much more (line 5)."]);
    }
}
