using OpenQA.Selenium;

namespace CallQueue;

/// <summary>A page of the console with something on it.</summary>
/// <param name="Name">Its name as a file.</param>
/// <param name="Path">Its address.</param>
/// <param name="Text">What it shows once it is ready.</param>
/// <param name="Prepare">What is done on it before it is looked at.</param>
internal sealed record Scene(string Name, string Path, string Text, Action<Browser>? Prepare = null)
{
    public void Show(Browser browser)
    {
        browser.Open(Path);
        browser.Shows(Text);
        Prepare?.Invoke(browser);
        browser.ShowsNot("Loading…");
    }
}

/// <summary>Every page, for the tests that look at all of them.</summary>
internal static class Scenes
{
    public static IReadOnlyList<Scene> All { get; } =
    [
        new("home", "/", "live calls"),
        new("runs", "/b/clinic/runs", "spring-appointments"),
        new("run", "/b/clinic/runs/spring-appointments", "live calls"),
        new("new-campaign", "/b/clinic/new", "Drop a list", WriteCampaign),
        new("calls", "/b/clinic/search", "in line"),
        new("call", "/b/clinic/calls/spring-appointments-30", "Why not yet"),
        new("schedules", "/b/clinic/schedules", "daily-checkup"),
        new("roster", "/b/clinic/roster", "Maximiliane"),
        new("do-not-call", "/b/clinic/do-not-call", "asked on the phone"),
        new("settings", "/b/clinic/settings", "Calling hours"),
        new("audit", "/b/clinic/audit", "settings.changed"),
        new("trunks", "/trunks", "simulated:local"),
        new("keys", "/keys", "API keys"),
        new("system", "/system", "Storage"),
    ];

    /// <summary>Two businesses with runs, schedules, a roster and a do-not-call list; one of them is paused.</summary>
    public static async Task FillAsync(ConsoleServer server)
    {
        const string Clinic = "api/businesses/clinic";
        await server.PatchAsync(Clinic, """{"slots":6,"timezone":"Europe/Berlin","window":"00:00-24:00","contact_caps":[{"count":3,"period_seconds":604800}]}""");
        await server.RunAsync("spring-appointments", 60, "clinic");
        await server.RunAsync("winter-vaccination-reminders-for-patients-of-the-northern-region", 12, "northern-rehabilitation-hospital");
        await server.PostAsync("api/businesses/northern-rehabilitation-hospital/pause");
        await server.PatchAsync("api/businesses/northern-rehabilitation-hospital", """{"window":"mon-fri 09:00-12:00,13:00-18:00; sat 10:00-14:00; closed 2026-12-25"}""");
        await server.PatchAsync(Clinic, """{"window":null}""");
        await server.PostAsync("api/schedules?business_id=clinic", """{"id":"daily-checkup","cron":"0 9 * * mon-fri","timezone":"Asia/Kolkata","phone_number":"+12025550140","call":{"message":"Hello, this is your daily check-up."}}""");
        await server.PostAsync("api/roster/contacts?business_id=clinic", """{"contacts":[{"id":"u1","phone_number":"+12025550161","name":"שרה לוי","call_time":"09:30","local_tz":"Asia/Jerusalem","call_enabled":true},{"id":"u2","phone_number":"+12025550162","name":"Maximiliane von Hohenstein-Wittgenstein","call_time":"18:00","call_enabled":false}]}""");
        await server.PostAsync("api/do-not-call?business_id=clinic", """{"phone_numbers":["+12025550171","+12025550172"],"reason":"asked on the phone"}""");
    }

    private static void WriteCampaign(Browser browser)
    {
        browser.Click("Or paste a list");
        browser.Find("textarea").SendKeys("name,mobile,town\nAnn,+12025550191,Boston\nBo,12,London\nמיכל,+442079460190,\n");
        browser.Click("Use this list");
        browser.Field("3. Message").SendKeys("Hello {{name}}, see you in {{town|the clinic}} tomorrow.");
        browser.Field("Leave out rows with problems").Click();
        browser.Click("Check the list");
        browser.Shows("people can be called.");
        ((IJavaScriptExecutor)browser.Driver).ExecuteScript("document.activeElement?.blur(); scrollTo(0, 0)");
    }
}
