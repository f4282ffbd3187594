using System.Text;
using OpenQA.Selenium;

namespace CallQueue;

/// <summary>A campaign from the list to its results, by the console alone.</summary>
public sealed class CampaignTests : IDisposable
{
    private readonly string _list = Path.Combine(Directory.CreateTempSubdirectory("callqueue-list-").FullName, "Spring leads.csv");

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_list)!, recursive: true);

    [Fact]
    public async Task A_list_is_mapped_checked_started_watched_to_its_end_and_exported()
    {
        await File.WriteAllTextAsync(_list, "Who;Contact;Town\nAnn;+12025550191;Boston\nBo;12;London\nCy;020 7946 0190;Leeds\n", Encoding.UTF8);
        using ConsoleServer server = await ConsoleServer.StartAsync(speed: 100);
        using var browser = new Browser(server.Url);

        browser.Open("/");
        browser.Shows("No calls yet.");
        browser.Click("New campaign");
        browser.Until(() => browser.Driver.FindElements(By.Id("list-file")).FirstOrDefault(), "the field for the list").SendKeys(_list);
        browser.Shows("3 people, 3 columns");
        Choose(browser, "Telephone number", "Contact");
        Choose(browser, "Name", "Who");
        browser.Field("Country of numbers").SendKeys("GB");
        browser.Field("3. Message").SendKeys("Hello {{name}}, in {{town}} tomorrow.");
        browser.Shows("Hello Ann, in Boston tomorrow.");

        browser.Click("Check the list");
        browser.Shows("1 problem.");
        browser.Shows("'12' is a short code");
        browser.Click("Download the list without these 1 row");
        string corrected = browser.Until(() => Directory.EnumerateFiles(browser.Downloads, "*.csv").FirstOrDefault(), "the corrected list");
        browser.Until(() => File.ReadAllText(corrected).EndsWith("Leeds\n", StringComparison.Ordinal), "the whole file");
        (await File.ReadAllTextAsync(corrected)).ShouldNotContain("Bo;12");

        browser.Field("Leave out rows with problems").Click();
        browser.Click("Check the list");
        browser.Shows("2 people can be called.");
        browser.Shows("Forecast");
        browser.Click("Start the campaign");
        browser.Confirm();

        browser.Shows("2 of 2 calls over");
        browser.Shows("Completed run of default");
        browser.Click("Export CSV");
        string results = browser.Until(() => Directory.EnumerateFiles(browser.Downloads, "*.results.csv").FirstOrDefault(), "the results");
        browser.Until(() => File.ReadAllText(results).Contains("+442079460190", StringComparison.Ordinal), "the results' rows");
        browser.Errors().ShouldBeEmpty();
    }

    private static void Choose(Browser browser, string label, string option) => browser.Field(label).FindElement(By.XPath($"option[.=\"{option}\"]")).Click();
}
