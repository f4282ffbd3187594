using System.Text.Json.Nodes;

namespace CallQueue;

/// <summary>Runs and businesses are stopped, paused and changed by people, and the page shows the effect.</summary>
public sealed class ControlTests
{
    [Fact]
    public async Task A_run_is_paused_resumed_and_stopped_and_each_dialog_says_the_effect()
    {
        using ConsoleServer server = await ConsoleServer.StartAsync(speed: 1);
        await server.RunAsync("spring", 40);
        using var browser = new Browser(server.Url);
        browser.Open("/b/default/runs/spring");
        browser.Shows("Running run of default");

        browser.Click("Pause");
        browser.Shows("Pause spring?");
        browser.Shows("are not dialed until somebody resumes.");
        browser.Confirm();
        browser.Shows("Paused run of default");
        ((string)(await server.GetAsync("api/runs/spring"))["status"]!).ShouldBe("paused");

        browser.Click("Resume");
        browser.Confirm();
        browser.Shows("Running run of default");

        browser.Click("Stop");
        browser.Shows("A stopped run can't be resumed.");
        browser.Shows("waiting calls are canceled.");
        browser.Shows("live calls end by themselves.");
        browser.Click("Such as these 20 calls");
        browser.Shows("+120255500");
        browser.Confirm();
        browser.Shows("Stopped run of default");
        browser.Shows("calls canceled");
        JsonNode run = await server.GetAsync("api/runs/spring");
        ((string)run["status"]!).ShouldBe("stopped");
        ((int)run["queued"]!).ShouldBe(0);
        browser.Errors().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_dialog_that_is_canceled_changes_nothing()
    {
        using ConsoleServer server = await ConsoleServer.StartAsync(speed: 1);
        await server.RunAsync("spring", 40);
        using var browser = new Browser(server.Url);
        browser.Open("/b/default/runs/spring");
        browser.Click("Stop");
        browser.Click("Cancel");
        browser.ShowsNot("A stopped run can't be resumed.");
        ((string)(await server.GetAsync("api/runs/spring"))["status"]!).ShouldBe("running");
    }

    [Fact]
    public async Task A_business_is_paused_with_exactly_what_its_dialog_shows()
    {
        using ConsoleServer server = await ConsoleServer.StartAsync(speed: 1);
        await server.RunAsync("spring", 40);
        using var browser = new Browser(server.Url);
        browser.Open("/b/default/settings");
        browser.Click("Pause dialing");
        browser.Shows("37 waiting calls are not dialed until somebody resumes.");
        browser.Confirm();
        browser.Shows("default is paused.");
        ((bool)(await server.GetAsync("api/businesses/default"))["paused"]!).ShouldBeTrue();
        browser.Errors().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_stop_whose_effect_is_not_known_can_t_be_confirmed()
    {
        using ConsoleServer server = await ConsoleServer.StartAsync(speed: 1);
        await server.PostAsync("api/businesses/default/pause");
        await server.RunAsync("spring", 5);
        using var browser = new Browser(server.Url);
        browser.Open("/b/default/runs/spring");
        browser.Shows("Running run of default");

        // The server finds no such run.
        browser.Script<object?>("window.fetch = (of => (url, how) => of(String(url).replace('runs/spring/stop', 'runs/gone/stop'), how))(window.fetch)");
        browser.Click("Stop");
        browser.Shows("there is no run 'gone'");
        browser.Find("dialog[open] [data-confirm]:disabled").Displayed.ShouldBeTrue();
        ((string)(await server.GetAsync("api/runs/spring"))["status"]!).ShouldBe("running");
    }

    [Fact]
    public async Task Slots_are_changed_and_the_home_page_shows_more_live_calls()
    {
        using ConsoleServer server = await ConsoleServer.StartAsync(speed: 1);
        await server.RunAsync("spring", 60);
        using var browser = new Browser(server.Url);
        browser.Open("/");
        browser.Shows("3 of 3 slots in use");
        browser.Click("Settings");
        browser.Find("[aria-label='Change Slots']").Click();
        OpenQA.Selenium.IWebElement slots = browser.Find("dialog[open] [name=slots]");
        slots.Clear();
        slots.SendKeys("8");
        browser.Confirm();
        browser.Shows("8 calls at once");
        browser.Click("Home");
        browser.Shows("8 of 8 slots in use");
        browser.Script<long>("return document.querySelectorAll('.slot.is-full').length").ShouldBe(8);
    }

    [Fact]
    public async Task A_paused_business_is_what_needs_somebody_and_is_resumed_at_home()
    {
        using ConsoleServer server = await ConsoleServer.StartAsync(speed: 1);
        await server.PostAsync("api/businesses/default/pause");
        await server.RunAsync("spring", 5);
        using var browser = new Browser(server.Url);
        browser.Open("/");
        browser.Shows("Somebody paused this business.");
        browser.Shows("5 calls wait.");
        browser.Click("Resume");
        browser.Confirm();
        browser.Shows("Nothing needs you.");
        browser.Shows("3 of 3 slots in use");
    }

    [Fact]
    public async Task A_call_says_why_it_waits_and_is_canceled()
    {
        using ConsoleServer server = await ConsoleServer.StartAsync(speed: 1);
        await server.RunAsync("spring", 20);
        using var browser = new Browser(server.Url);
        browser.Open("/");
        OpenQA.Selenium.IWebElement search = browser.Find("[role=search] input");
        search.SendKeys("+1 202 555 0019" + OpenQA.Selenium.Keys.Enter);
        browser.Shows("+12025550019");
        browser.Click("+12025550019");
        browser.Shows("Why not yet");
        browser.Shows("All slots are in use.");
        browser.Shows("Calls before it");
        browser.Click("Cancel the call");
        browser.Confirm();
        browser.Shows("Canceled");
        ((string)(await server.GetAsync("api/calls/spring-19"))["status"]!).ShouldBe("canceled");
    }
}
