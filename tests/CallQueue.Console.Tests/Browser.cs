using OpenQA.Selenium;
using OpenQA.Selenium.Chrome;
using OpenQA.Selenium.Support.UI;

namespace CallQueue;

/// <summary>A real Chromium without a window. Everything that it waits for appears by itself, within <see cref="Limit"/>.</summary>
internal sealed class Browser : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private readonly ChromeDriverService _service;
    private readonly Uri _base;

    public Browser(Uri address, int width = 1440, int height = 900, bool isDark = false)
    {
        _base = address;
        _service = ChromeDriverService.CreateDefaultService(Path.GetDirectoryName(Find("CHROMEDRIVER", "chromedriver"))!, "chromedriver");
        _service.SuppressInitialDiagnosticInformation = true;
        var options = new ChromeOptions { BinaryLocation = Find("CHROMIUM", "chromium", "chromium-browser", "google-chrome") };
        options.AddArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--hide-scrollbars", "--lang=en-GB", $"--window-size={width},{height}");
        options.AddUserProfilePreference("download.default_directory", Downloads);
        options.SetLoggingPreference(LogType.Browser, OpenQA.Selenium.LogLevel.Severe);
        Driver = new ChromeDriver(_service, options, TimeSpan.FromMinutes(2));
        Command("Emulation.setDeviceMetricsOverride", new() { ["width"] = width, ["height"] = height, ["deviceScaleFactor"] = 1, ["mobile"] = false });
        Command("Emulation.setTimezoneOverride", new() { ["timezoneId"] = "Europe/Berlin" });
        Command("Browser.setDownloadBehavior", new() { ["behavior"] = "allow", ["downloadPath"] = Downloads });
        SetTheme(isDark);
    }

    public ChromeDriver Driver { get; }

    /// <summary>Where files go that a page saves.</summary>
    public string Downloads { get; } = Directory.CreateTempSubdirectory("callqueue-downloads-").FullName;

    public void Open(string path) => Driver.Navigate().GoToUrl(new Uri(_base, path));

    public void SetTheme(bool isDark) => Command("Emulation.setEmulatedMedia", new() { ["features"] = new object[] { new Dictionary<string, object> { ["name"] = "prefers-color-scheme", ["value"] = isDark ? "dark" : "light" } } });

    public void SetWidth(int width) => Command("Emulation.setDeviceMetricsOverride", new() { ["width"] = width, ["height"] = 900, ["deviceScaleFactor"] = 1, ["mobile"] = false });

    public IWebElement Find(string css) => Until(() => Driver.FindElements(By.CssSelector(css)).FirstOrDefault(found => found.Displayed), css);

    /// <summary>The button or link with a text.</summary>
    public IWebElement Button(string text) => Until(
        () => Driver.FindElements(By.XPath($"//*[self::button or self::a or self::summary][normalize-space()=\"{text}\"]")).FirstOrDefault(found => found.Displayed && found.Enabled), text);

    /// <summary>The field with a label, as people see it.</summary>
    public IWebElement Field(string label) => Until(
        () => Driver.FindElements(By.XPath($"//label[starts-with(normalize-space(), \"{label}\")]//*[self::input or self::select or self::textarea] | //*[@id=//label[starts-with(normalize-space(), \"{label}\")]/@for]")).FirstOrDefault(), label);

    public void Click(string text)
    {
        // The list below a button may move while it is clicked.
        Until(() =>
        {
            try
            {
                Button(text).Click();
                return true;
            }
            catch (Exception e) when (e is StaleElementReferenceException or ElementClickInterceptedException)
            {
                return false;
            }
        }, $"a click on {text}");
    }

    /// <summary>The button of the dialog that is open.</summary>
    public void Confirm() => Find("dialog[open] [data-confirm]:enabled").Click();

    /// <summary>Waits until the page shows a text.</summary>
    public void Shows(string text) => Until(() => Text.Contains(text, StringComparison.Ordinal), $"the text '{text}'");

    public void ShowsNot(string text) => Until(() => !Text.Contains(text, StringComparison.Ordinal), $"the text '{text}' to go");

    public string Text => (string)Driver.ExecuteScript("return document.body.innerText")!;

    public T Script<T>(string script, params object[] values) => (T)Driver.ExecuteScript(script, values)!;

    public T Until<T>(Func<T?> find, string what)
    {
        var wait = new WebDriverWait(new SystemClock(), Driver, Limit, TimeSpan.FromMilliseconds(50)) { Message = $"waited for {what} on {Driver.Url}" };
        wait.IgnoreExceptionTypes(typeof(StaleElementReferenceException));
        try
        {
            return wait.Until(_ => find())!;
        }
        catch (WebDriverTimeoutException e)
        {
            throw new InvalidOperationException($"{e.Message}\n{Text}", e);
        }
    }

    /// <summary>What the browser reported as errors, such as a blocked script.</summary>
    public IReadOnlyList<string> Errors() => [.. Driver.Manage().Logs.GetLog(LogType.Browser).Select(entry => entry.Message)];

    public void Command(string name, Dictionary<string, object?> values) => Driver.ExecuteCdpCommand(name, values);

    public void Dispose()
    {
        Driver.Quit();
        _service.Dispose();
        Directory.Delete(Downloads, recursive: true);
    }

    private static string Find(string variable, params string[] names)
    {
        if (Environment.GetEnvironmentVariable(variable) is { Length: > 0 } named) return named;
        string[] folders = [.. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator), "/Applications/Google Chrome.app/Contents/MacOS"];
        return names.SelectMany(name => folders.Select(folder => Path.Combine(folder, name))).FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException($"The browser tests need {names[0]} on the PATH, or its path in {variable}. ./test.sh installs it.");
    }
}
