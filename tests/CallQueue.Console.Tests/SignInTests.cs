using System.Text.Json.Nodes;
using OpenQA.Selenium;

namespace CallQueue;

/// <summary>Who signs in sees what the key may see, and no button that the key may not use.</summary>
public sealed class SignInTests
{
    [Fact]
    public async Task Each_tenant_sees_its_own_calls_and_a_wrong_key_nothing()
    {
        using ConsoleServer server = await ConsoleServer.StartAsync(speed: 1, hasKeys: true);
        await server.RunAsync("north-run", 5, "north");
        await server.RunAsync("south-run", 5, "south");
        string north = await KeyAsync(server, "north", "business");
        using var browser = new Browser(server.Url);

        browser.Open("/");
        SignIn(browser, "wrong-key-0123456789abcdef");
        browser.Shows("This key is not valid.");
        SignIn(browser, north);
        browser.Shows("north-run");
        browser.Text.ShouldNotContain("south");
        browser.Driver.FindElements(By.LinkText("Keys")).ShouldBeEmpty();
        browser.Script<string>("return document.cookie").ShouldBe("");
        browser.Script<string>("return JSON.stringify([{...localStorage}, {...sessionStorage}])").ShouldNotContain(north);

        // Another's address shows that there is nothing.
        browser.Open("/b/south/runs/south-run");
        browser.Shows("Not found");
        browser.Text.ShouldNotContain("live call");

        browser.Click("Sign out");
        browser.Shows("Sign in");
        browser.Open("/b/north/runs/north-run");
        browser.Shows("API key");
        browser.Text.ShouldNotContain("north-run");
        SignIn(browser, ConsoleServer.OperatorKey);
        browser.Open("/");
        browser.Shows("2 businesses");
        browser.Shows("south-run");
    }

    [Fact]
    public async Task A_role_that_reads_only_sees_no_button_that_changes_anything()
    {
        using ConsoleServer server = await ConsoleServer.StartAsync(speed: 1, hasKeys: true);
        await server.RunAsync("spring", 20, "north");
        using var browser = new Browser(server.Url);
        browser.Open("/");
        SignIn(browser, await KeyAsync(server, "north", "read_only"));
        browser.Shows("spring");
        foreach (string page in (string[])["runs", "runs/spring", "calls/spring-19", "settings", "schedules", "roster", "do-not-call"])
        {
            browser.Open($"/b/north/{page}");
            browser.Find("h1");
            browser.ShowsNot("Loading");
            string[] buttons = [.. browser.Driver.FindElements(By.CssSelector("main button, main a.button")).Select(button => button.Text)];
            buttons.ShouldBeSubsetOf(["Export CSV", "Check", "Show more", "Previous", "Next"], page);
        }

        browser.Driver.FindElements(By.LinkText("New campaign")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_key_that_submits_only_is_told_so()
    {
        using ConsoleServer server = await ConsoleServer.StartAsync(hasKeys: true);
        using var browser = new Browser(server.Url);
        browser.Open("/");
        SignIn(browser, await KeyAsync(server, "north", "submit_only"));
        browser.Shows("This key submits calls only");
    }

    internal static void SignIn(Browser browser, string key)
    {
        IWebElement field = browser.Find("#api-key");
        field.Clear();
        field.SendKeys(key);
        browser.Click("Sign in");
    }

    private static async Task<string> KeyAsync(ConsoleServer server, string business, string role)
    {
        JsonNode made = await server.PostAsync("api/keys", $$"""{"name":"test","business_id":"{{business}}","role":"{{role}}"}""");
        return (string)made["api_key"]!;
    }
}
