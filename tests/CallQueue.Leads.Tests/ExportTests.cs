using CallQueue.Calls;

namespace CallQueue.Leads.Tests;

/// <summary>Exports of other systems are dialed as they are, with the headers that these systems write (issue 12). The people are made up.</summary>
public sealed class ExportTests
{
    [Theory]
    [InlineData("hubspot.csv", "+12025550101 Ann Archer,+12025550102 Bo Baker,+12025550103 Cy Cole")]
    [InlineData("salesforce.csv", "+12025550101 Ann Archer,+442079460102 Bo Baker")]
    [InlineData("zoho.csv", "+12025550101 Ann Archer,+919876543210 Bo Baker")]
    [InlineData("pipedrive.csv", "+12025550101 Ann Archer,+12025550102 Bo Baker")]
    [InlineData("outlook.csv", "+12025550101 Ann Archer,+12025550102 Bo Baker")]
    [InlineData("google.csv", "+12025550101 Ann Archer,+442079460102 Bo Baker")]
    [InlineData("google-old.csv", "+12025550101 Ann Archer,+442079460102 Bo Baker")]
    [InlineData("mailchimp.csv", "+12025550101 Ann Archer,+12025550102 Bo Baker")]
    [InlineData("shopify.csv", "+12025550101 Ann Archer,+12025550102 Bo Baker")]
    [InlineData("vicidial.txt", "+12025550101 Ann Archer,+442079460102 Bo Baker")]
    [InlineData("excel.csv", "+12025550101 Ann Archer,+442079460102 Bo Baker")]
    public async Task An_export_is_dialed_as_it_is(string name, string people)
    {
        var file = new LeadFile(Path.Combine(AppContext.BaseDirectory, "exports", name));
        (await file.CheckAsync()).Problems.ShouldBeEmpty();
        List<NewCall> calls = [];
        await foreach (IReadOnlyList<NewCall> part in file.ReadAsync()) calls.AddRange(part);
        string.Join(',', calls.Select(call => $"{call.To.Value} {call.Script!.Variables!["name"]}")).ShouldBe(people);
        calls.ShouldAllBe(call => call.Script!.Message == null);
    }

    [Fact]
    public async Task Its_other_columns_are_variables_and_its_own_words_are_no_mistakes()
    {
        var file = new LeadFile(Path.Combine(AppContext.BaseDirectory, "exports", "hubspot.csv"));
        (await file.CheckAsync()).Notes.Count.ShouldBe(3);
        await foreach (IReadOnlyList<NewCall> part in file.ReadAsync())
        {
            IReadOnlyDictionary<string, string> ann = part[0].Script!.Variables!;
            ann["Priority"].ShouldBe("Hot");
            ann["Lead Status"].ShouldBe("NEW");
            ann["Message"].ShouldBe("Please call me\nafter 5");
            part[0].Priority.ShouldBeNull();
        }
    }
}
