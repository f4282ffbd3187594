using System.Globalization;

namespace CallQueue;

/// <summary>Pictures of every page for the documentation: with UPDATE_SCREENSHOTS=1 they are taken again, otherwise their presence is checked.</summary>
public sealed class ScreenshotTests
{
    private static readonly (string Theme, int Width)[] Forms = [("light", 1440), ("dark", 1440), ("light", 390), ("dark", 390)];

    [Fact]
    public async Task Every_page_has_its_pictures_in_both_themes_and_widths()
    {
        string folder = Path.Combine(Root(), "docs", "screenshots");
        if (Environment.GetEnvironmentVariable("UPDATE_SCREENSHOTS") == "1") await TakeAsync(folder);
        string[] wanted = [.. Scenes.All.SelectMany(scene => Forms.Select(form => NameOf(scene, form.Theme, form.Width)))];
        string[] there = [.. Directory.EnumerateFiles(folder, "*.png").Select(file => Path.GetFileName(file))];
        there.Order(StringComparer.Ordinal).ShouldBe(wanted.Order(StringComparer.Ordinal), "run the tests with UPDATE_SCREENSHOTS=1, and look at each picture");
    }

    private static async Task TakeAsync(string folder)
    {
        Directory.CreateDirectory(folder);
        using ConsoleServer server = await ConsoleServer.StartAsync(speed: 1);
        await Scenes.FillAsync(server);
        using var browser = new Browser(server.Url);
        foreach (Scene scene in Scenes.All)
        {
            browser.SetTheme(isDark: false);
            browser.SetWidth(1440);
            scene.Show(browser);
            foreach ((string theme, int width) in Forms)
            {
                browser.SetTheme(theme == "dark");
                browser.SetWidth(width);
                await File.WriteAllBytesAsync(Path.Combine(folder, NameOf(scene, theme, width)), Picture(browser, width));
            }
        }
    }

    /// <summary>The page down to so many pixels: long lists add nothing to a picture.</summary>
    private static byte[] Picture(Browser browser, int width)
    {
        long height = Math.Min(browser.Script<long>("return document.documentElement.scrollHeight"), width > 1000 ? 1300 : 2400);
        object? answer = browser.Driver.ExecuteCdpCommand("Page.captureScreenshot", new()
        {
            ["captureBeyondViewport"] = true,
            ["clip"] = new Dictionary<string, object> { ["x"] = 0, ["y"] = 0, ["width"] = width, ["height"] = height, ["scale"] = 1 },
        });
        return Convert.FromBase64String((string)((Dictionary<string, object>)answer!)["data"]);
    }

    private static string NameOf(Scene scene, string theme, int width) => string.Create(CultureInfo.InvariantCulture, $"{scene.Name}-{theme}-{width}.png");

    private static string Root()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Orleans.CallQueue.sln"))) folder = Path.GetDirectoryName(folder);
        return folder ?? throw new InvalidOperationException("not within the repository");
    }
}
