using System.Text.Json.Nodes;

namespace CallQueue;

/// <summary>What happened over time is drawn, and people of a run are called again by a button.</summary>
public sealed class HistoryPagesTests
{
    [Fact]
    public async Task The_last_hour_and_the_hours_of_a_run_are_drawn_and_are_tables_too()
    {
        using ConsoleServer server = await ConsoleServer.StartAsync(speed: 60);
        await server.RunAsync("spring", 20);
        using var browser = new Browser(server.Url);
        browser.Open("/");
        browser.Shows("The last hour");
        browser.Until(() => browser.Script<long>("return document.querySelectorAll('.chart .uplot canvas').length") == 1, "a chart");
        browser.Script<long>("return document.querySelectorAll('figure details tbody tr').length").ShouldBe(60);
        browser.Script<string>("return [...document.querySelectorAll('figure details th')].map(th => th.textContent).join()").ShouldBe("Minute,Dials,Answered,Not answered");

        browser.Open("/b/default/runs/spring");
        browser.Shows("Over time");
        browser.Until(() => browser.Script<long>("return document.querySelectorAll('.chart .uplot canvas').length") == 2, "two charts");
        browser.Script<string>("return [...document.querySelectorAll('figure details th')].map(th => th.textContent).join()").ShouldBe("Hour,Dials,Answered,Not answered,Hour,Answer rate in percent");
        browser.Errors().ShouldBeEmpty();
    }

    [Fact]
    public async Task The_unreached_of_a_run_are_called_again_and_a_run_is_copied()
    {
        using ConsoleServer server = await ConsoleServer.StartAsync(speed: 60);
        await server.PostAsync("api/businesses/default/pause");
        await server.RunAsync("spring", 6);
        await server.PostAsync("api/runs/spring/stop");
        using var browser = new Browser(server.Url);
        browser.Open("/b/default/runs/spring");
        browser.Shows("Stopped run of default");

        browser.Click("Call the unreached again");
        browser.Shows("Call the unreached of spring again?");
        browser.Shows("6 people whose line was busy");
        browser.Confirm();
        browser.Shows("6 people will be called in run_");
        browser.Shows("Running run of default");

        browser.Open("/b/default/runs/spring");
        browser.Click("Copy");
        browser.Shows("All 6 people of the run will be called");
        browser.Click("Cancel");
        JsonNode runs = await server.GetAsync("api/runs");
        ((int)runs["total"]!).ShouldBe(2);
        browser.Errors().ShouldBeEmpty();
    }
}
