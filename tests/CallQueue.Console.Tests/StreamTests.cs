using OpenQA.Selenium;

namespace CallQueue;

/// <summary>Pages get their news from one event stream, show when it is lost, and go on when it is back.</summary>
public sealed class StreamTests
{
    [Fact]
    public async Task A_page_shows_a_change_without_asking_for_it()
    {
        using ConsoleServer server = await ConsoleServer.StartAsync(speed: 1);
        await server.RunAsync("spring", 40);
        using var browser = new Browser(server.Url);
        browser.Open("/b/default/runs/spring");
        browser.Shows("Running run of default");
        Is(browser, "live");
        long asked = Asked();

        await server.PostAsync("api/runs/spring/pause");
        browser.Shows("Paused run of default");
        Asked().ShouldBe(asked);
        await server.PostAsync("api/runs/spring/resume");
        browser.Shows("Running run of default");
        Asked().ShouldBe(asked);
        browser.Errors().ShouldBeEmpty();

        long Asked() => browser.Script<long>("return performance.getEntriesByType('resource').filter(one => new URL(one.name).pathname === '/api/runs/spring').length");
    }

    [Fact]
    public async Task A_stream_that_is_cut_is_shown_and_heals()
    {
        using ConsoleServer server = await ConsoleServer.StartAsync(speed: 1, hasKeys: true);
        await server.RunAsync("spring", 40);
        using var network = new CuttableProxy(server.Url);
        using var browser = new Browser(network.Url);
        browser.Open("/");
        SignInTests.SignIn(browser, ConsoleServer.OperatorKey);
        browser.Shows("Home");
        browser.Open("/b/default/runs/spring");
        Is(browser, "live");

        network.Cut();
        Is(browser, "reconnecting");
        browser.Shows("The server can't be reached");
        await server.PostAsync("api/runs/spring/pause");
        network.Heal();
        Is(browser, "live");
        browser.Shows("Paused run of default");
        browser.ShowsNot("The server can't be reached");
    }

    [Fact]
    public async Task A_page_whose_server_is_killed_shows_it_and_goes_on_with_the_next_one()
    {
        using ConsoleServer server = await ConsoleServer.StartAsync(speed: 1, hasKeys: true);
        await server.RunAsync("spring", 40);
        using var network = new CuttableProxy(server.Url);
        using var browser = new Browser(network.Url);
        browser.Open("/");
        SignInTests.SignIn(browser, ConsoleServer.OperatorKey);
        browser.Shows("Home");
        browser.Open("/");
        browser.Shows("3 of 3 slots in use");
        Is(browser, "live");

        await server.KillAsync();
        Is(browser, "reconnecting");
        browser.Shows("What is shown below may be out of date.");
        await server.StartAgainAsync();
        network.Target = server.Url;
        Is(browser, "live");
        browser.ShowsNot("What is shown below may be out of date.");
        await server.PostAsync("api/businesses/default/pause");
        browser.Shows("Somebody paused this business.");
    }

    [Fact]
    public async Task Two_windows_have_one_stream_and_the_second_takes_it_over()
    {
        using ConsoleServer server = await ConsoleServer.StartAsync(speed: 1, hasKeys: true);
        await server.RunAsync("spring", 40);
        await server.RunAsync("other", 40, "north");
        using var network = new CuttableProxy(server.Url);
        using var browser = new Browser(network.Url);
        browser.Open("/");
        SignInTests.SignIn(browser, ConsoleServer.OperatorKey);
        browser.Shows("Home");
        browser.Open("/b/default/runs/spring");
        browser.Shows("Running run of default");
        Is(browser, "live");
        string first = browser.Driver.CurrentWindowHandle;
        browser.Driver.SwitchTo().NewWindow(WindowType.Window);
        browser.Open("/b/north/runs/other");
        browser.Shows("Running run of north");
        Is(browser, "live");
        browser.Until(() => network.Streams == 1, "one stream");

        await server.PostAsync("api/runs/other/pause?business_id=north");
        browser.Shows("Paused run of north");

        string second = browser.Driver.CurrentWindowHandle;
        browser.Driver.SwitchTo().Window(first).Close();
        browser.Driver.SwitchTo().Window(second);
        browser.Until(() => network.Streams == 1, "one stream");
        Is(browser, "live");
        await server.PostAsync("api/runs/other/resume?business_id=north");
        browser.Shows("Running run of north");
    }

    private static void Is(Browser browser, string state) => browser.Find($".connection.is-{state}").Text.ShouldBe(state);
}
