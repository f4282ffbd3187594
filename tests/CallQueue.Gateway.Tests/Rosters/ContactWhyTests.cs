using System.Net;
using System.Text.Json.Nodes;
using CallQueue.Gateway.Tests.EndToEnd;
using CallQueue.Gateway.Tests.Fakes;
using CallQueue.Windows;
using Microsoft.Extensions.Time.Testing;

namespace CallQueue.Gateway.Tests.Rosters;

/// <summary>GET /api/roster/contacts/{id}/why [S2.38].</summary>
public sealed class ContactWhyTests
{
    /// <summary>A contact, added on 2 March 2026 at 10:00 UTC → the answer.</summary>
    [Theory]
    [InlineData(""" "call_time":"21:00" """, "not_yet", "its time, 21:00:00, has not come yet on 2026-03-02", "2026-03-02T21:00:00+00:00", "2026-03-02T21:00:00+00:00")]
    [InlineData(""" "call_time":"21:00","call_enabled":false """, "disabled", "call_enabled is false", "2026-03-02T21:00:00+00:00", null)]
    [InlineData(""" "call_time":"08:00","local_tz":"Europe/Berlin" """, "set_too_late", "its time, 08:00:00, had passed when it was set (2026-03-02 11:00:00+01:00); its calls begin on the next day", "2026-03-02T08:00:00+01:00", "2026-03-03T08:00:00+01:00")]
    public async Task Each_reason_has_its_word_and_its_sentence(string fields, string reason, string detail, string due, string? next)
    {
        var time = new FakeTimeProvider(Some.Now);
        await using GatewayApplication app = await GatewayApplication.StartAsync(time: time);
        await app.PostAsync("/api/roster/contacts", $$"""[{"id":"ann","phone_number":"+12025550101",{{fields}}}]""");
        (HttpStatusCode status, JsonObject why) = await app.GetAsync("/api/roster/contacts/ann/why");
        status.ShouldBe(HttpStatusCode.OK);
        (why["reason"]!.GetValue<string>(), why["detail"]!.GetValue<string>(), why["due_at"]?.GetValue<string>(), why["next_call_at"]?.GetValue<string>(), why["local_date"]!.GetValue<string>(), why["call"])
            .ShouldBe((reason, detail, due, next, "2026-03-02", null));
        (await app.GetAsync("/api/roster/contacts/bob/why")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_call_that_waits_shows_what_holds_it()
    {
        await using World world = await World.StartAsync();
        await world.Host.Actors.Business(BusinessId.Default).PauseAsync(true);
        // Where it is not about midnight.
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        string zone = now.Hour >= 20 ? "America/New_York" : "UTC";
        string soon = TimeZones.In(zone, now.AddMinutes(2)).ToString("HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture);
        await world.App.PostAsync("/api/roster/contacts", $$"""[{"id":"ann","phone_number":"+12025550101","call_time":"{{soon}}","local_tz":"{{zone}}"}]""");
        (await world.App.PostAsync("/api/queue/trigger", "{}")).Body["started"]!.GetValue<int>().ShouldBe(1);

        JsonObject why = (await world.App.GetAsync("/api/roster/contacts/ann/why")).Body;

        (why["reason"]!.GetValue<string>(), why["call"]!["status"]!.GetValue<string>(), why["call"]!["held_by"]![0]!["limit"]!.GetValue<string>()).ShouldBe(("has_call", "queued", "paused"));
        why["call"]!["call_id"]!.GetValue<string>().ShouldStartWith("ann@");
    }
}
