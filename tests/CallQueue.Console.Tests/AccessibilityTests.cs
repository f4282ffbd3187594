using System.Text.Json;
using OpenQA.Selenium;
using OpenQA.Selenium.Interactions;
using Xunit.Abstractions;
using Keyboard = OpenQA.Selenium.Keys;

namespace CallQueue;

/// <summary>The console without a mouse, and for screen readers: axe finds nothing serious on any page, in either theme, at either width.</summary>
public sealed class AccessibilityTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Axe_finds_nothing_serious_on_any_page_in_either_theme_and_nothing_overflows()
    {
        using ConsoleServer server = await ConsoleServer.StartAsync(speed: 1);
        await Scenes.FillAsync(server);
        using var browser = new Browser(server.Url);
        string axe = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "axe.min.js"));
        List<string> findings = [];
        foreach (Scene scene in Scenes.All)
        {
            scene.Show(browser);
            foreach (bool isDark in (bool[])[false, true])
            {
                browser.SetTheme(isDark);
                foreach (int width in (int[])[1440, 390])
                {
                    browser.SetWidth(width);
                    if (browser.Script<long>("return document.documentElement.scrollWidth - innerWidth") > 0) findings.Add($"{scene.Name} at {width}: the page is wider than the window");
                    findings.AddRange(Check(browser, axe).Select(finding => $"{scene.Name} at {width}, {(isDark ? "dark" : "light")}: {finding}"));
                }
            }
        }

        findings.ShouldBeEmpty(string.Join('\n', findings));
        browser.Errors().ShouldBeEmpty();
        output.WriteLine($"FIGURE console: {Scenes.All.Count} pages, 2 themes, 2 widths, no serious finding of axe");
    }

    [Fact]
    public async Task A_run_is_found_and_stopped_by_keyboard_alone()
    {
        using ConsoleServer server = await ConsoleServer.StartAsync(speed: 1);
        await server.RunAsync("spring", 20);
        using var browser = new Browser(server.Url);
        browser.Open("/");
        browser.Shows("spring");
        TabTo(browser, "Skip to the page");
        Press(browser, Keyboard.Enter);
        TabTo(browser, "spring");
        Press(browser, Keyboard.Enter);
        browser.Shows("Running run of default");
        browser.Until(() => browser.Driver.SwitchTo().ActiveElement().Text == "spring", "the focus on the heading of the new page");
        TabTo(browser, "Stop");
        Press(browser, Keyboard.Enter);
        browser.Shows("Stop spring for good?");
        browser.Driver.SwitchTo().ActiveElement().Text.ShouldBe("Cancel");
        Press(browser, Keyboard.Escape);
        browser.ShowsNot("Stop spring for good?");
        browser.Driver.SwitchTo().ActiveElement().Text.ShouldBe("Stop");
        Press(browser, Keyboard.Enter);
        TabTo(browser, "Stop the run");
        Press(browser, Keyboard.Enter);
        browser.Shows("Stopped run of default");
    }

    private static void Press(Browser browser, string key) => new Actions(browser.Driver).SendKeys(key).Perform();

    private static void TabTo(Browser browser, string text)
    {
        for (int steps = 0; steps < 60; steps++)
        {
            Press(browser, Keyboard.Tab);
            IWebElement active = browser.Driver.SwitchTo().ActiveElement();
            if ((active.GetDomProperty("textContent") ?? "").Trim() == text) return;
        }

        throw new InvalidOperationException($"'{text}' was not reached by the Tab key on {browser.Driver.Url}");
    }

    /// <summary>The serious and critical findings.</summary>
    private static List<string> Check(Browser browser, string axe)
    {
        if (!browser.Script<bool>("return !!window.axe")) browser.Command("Runtime.evaluate", new() { ["expression"] = axe });
        browser.Driver.Manage().Timeouts().AsynchronousJavaScript = TimeSpan.FromMinutes(1);
        string found = (string)browser.Driver.ExecuteAsyncScript(
            "const done = arguments[arguments.length - 1]; axe.run(document, { resultTypes: ['violations'] }).then(result => done(JSON.stringify(result.violations.map(one => ({ id: one.id, impact: one.impact, help: one.help, where: one.nodes.slice(0, 3).map(node => node.target.join(' ') + ' ' + (node.any[0]?.message ?? '')) })))), error => done(JSON.stringify([{ id: 'axe', impact: 'critical', help: String(error), where: [] }])));")!;
        using JsonDocument document = JsonDocument.Parse(found);
        return [.. document.RootElement.EnumerateArray()
            .Where(one => one.GetProperty("impact").GetString() is "serious" or "critical")
            .Select(one => $"{one.GetProperty("id")} {one.GetProperty("help")} at {string.Join("; ", one.GetProperty("where").EnumerateArray())}")];
    }
}
