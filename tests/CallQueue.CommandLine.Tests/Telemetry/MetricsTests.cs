using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace CallQueue.Telemetry;

/// <summary>The metrics of a running server, and what is written about them.</summary>
public sealed partial class MetricsTests(MeasuredProcess process) : IClassFixture<MeasuredProcess>
{
    private const string Begin = "<!-- instruments -->\n";
    private const string End = "<!-- /instruments -->";

    private static readonly string[] Scope = ["otel_scope_name", "le"];

    [Fact]
    public Task Prometheus_finds_nothing_to_complain_about() => PromTool.CheckAsync(process.Scrape.Text, "check", "metrics");

    [Fact]
    public void Every_call_is_counted_with_its_dial_its_webhooks_and_its_delivery()
    {
        Scrape scrape = process.Scrape;
        scrape.Sum("callqueue_calls_submitted_total").ShouldBe(MeasuredProcess.Calls);
        scrape.Sum("callqueue_calls_ended_total", "callqueue_outcome=\"completed\"").ShouldBe(MeasuredProcess.Calls);
        scrape.Sum("callqueue_dial_duration_seconds_count", "callqueue_carrier=\"twilio\"").ShouldBe(MeasuredProcess.Calls);
        scrape.Sum("callqueue_webhook_duration_seconds_count", "callqueue_result=\"applied\"").ShouldBeGreaterThanOrEqualTo(MeasuredProcess.Calls);
        scrape.Sum("callqueue_webhook_lag_seconds_count").ShouldBeGreaterThanOrEqualTo(MeasuredProcess.Calls);
        scrape.Sum("callqueue_deliveries_total", "callqueue_result=\"delivered\"").ShouldBeGreaterThanOrEqualTo(MeasuredProcess.Calls);
        scrape.Sum("callqueue_slot_turnaround_seconds_count").ShouldBeGreaterThan(0);
        scrape.Sum("callqueue_calls_open").ShouldBe(0);
        scrape.Series.Contains("http_server_request_duration_seconds_count").ShouldBeTrue();
        scrape.Series.Contains("dotnet_gc_pause_time_seconds_total").ShouldBeTrue();
    }

    [Fact]
    public void No_attribute_holds_a_number_or_an_id()
    {
        foreach ((string series, IReadOnlyDictionary<string, string> labels) in process.Scrape.Series.SelectMany(one => one.Select(labels => (one.Key, labels))))
        {
            foreach ((string label, string value) in labels.Where(label => label.Key is not ("le" or "service_version" or "telemetry_sdk_version" or "service_instance_id" or "server_address" or "server_port")))
                LongNumber().IsMatch(value).ShouldBeFalse($"{series} {label}={value}");
        }

        process.Scrape.Text.ShouldNotContain("spring");
    }

    [Fact]
    public async Task The_probe_address_serves_probes_and_metrics_only_and_the_API_wants_a_key_for_metrics()
    {
        using var http = new HttpClient();
        foreach (string path in (string[])["/livez", "/readyz", "/healthz/live", "/healthz/ready", "/metrics"]) (await http.GetAsync(new Uri(process.Probes, path))).StatusCode.ShouldBe(HttpStatusCode.OK, path);
        foreach (string path in (string[])["/api/businesses", "/webhooks/twilio/status", "/api/health", "/docs", "/"])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(process.Probes, path)) { Headers = { { "X-Api-Key", MeasuredProcess.OperatorKey } } };
            (await http.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.NotFound, path);
        }

        (await http.GetAsync(new Uri(process.Api, "/livez"))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await http.GetAsync(new Uri(process.Api, "/metrics"))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        using var asked = new HttpRequestMessage(HttpMethod.Get, new Uri(process.Api, "/metrics")) { Headers = { { "Authorization", $"Bearer {MeasuredProcess.OperatorKey}" } } };
        (await http.SendAsync(asked)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public void What_is_exported_has_the_names_that_the_code_says()
    {
        var known = OurInstruments.All.SelectMany(OurInstruments.Series).ToHashSet();
        process.Scrape.Series.Select(one => one.Key).Where(name => name.StartsWith("callqueue_", StringComparison.Ordinal)).ShouldBeSubsetOf(known);
        OurInstruments.All.ShouldAllBe(instrument => instrument.Name.StartsWith("callqueue.") && !instrument.Name.Contains("total") && instrument.Description!.EndsWith('.') && instrument.Unit != null);
    }

    [Fact]
    public void The_page_lists_every_instrument_with_its_attributes()
    {
        string page = PathOf("docs/observability.md"), text = File.ReadAllText(page).ReplaceLineEndings("\n");
        (int begin, int end) = (text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, text.IndexOf(End, StringComparison.Ordinal));
        string table = Table(Attributes(text[begin..end]));
        if (Environment.GetEnvironmentVariable("UPDATE") == "1") File.WriteAllText(page, text = text[..begin] + table + text[end..]);
        text[begin..text.IndexOf(End, StringComparison.Ordinal)].ShouldBe(table, "UPDATE=1 writes it; attributes that no call of the test has are kept");
    }

    [Theory]
    [InlineData("alerts.yml")]
    [InlineData("dashboards/callqueue.json")]
    public void Alerts_and_dashboards_read_metrics_that_exist(string file)
    {
        var known = OurInstruments.All.SelectMany(OurInstruments.Series).Concat(process.Scrape.Series.Select(one => one.Key)).ToHashSet();
        IEnumerable<string> read = Metric().Matches(File.ReadAllText(PathOf($"deploy/observability/{file}"))).Select(name => name.Value).Where(name => !Attribute().IsMatch(name)).Distinct();
        read.Where(name => !known.Contains(name)).ShouldBeEmpty();
    }

    [Fact]
    public void The_dashboards_are_JSON_without_panels_over_each_other()
    {
        foreach (string file in Directory.EnumerateFiles(PathOf("deploy/observability/dashboards"), "*.json"))
        {
            JsonNode dashboard = JsonNode.Parse(File.ReadAllText(file))!;
            var cells = new HashSet<(int, int)>();
            foreach (JsonNode? panel in dashboard["panels"]!.AsArray())
            {
                JsonNode at = panel!["gridPos"]!;
                for (int x = 0; x < (int)at["w"]!; x++) for (int y = 0; y < (int)at["h"]!; y++) cells.Add(((int)at["x"]! + x, (int)at["y"]! + y)).ShouldBeTrue($"{file}: {panel["title"]}");
                panel["targets"]!.AsArray().ShouldAllBe(target => target!["expr"] != null);
            }
        }
    }

    [Fact]
    public async Task Each_alert_fires_in_a_test_of_Prometheus()
    {
        await PromTool.CheckAsync(null, "check", "rules", PathOf("deploy/observability/alerts.yml"));
        await PromTool.CheckAsync(null, "test", "rules", PathOf("deploy/observability/alerts.test.yml"));
        string tests = File.ReadAllText(PathOf("deploy/observability/alerts.test.yml"));
        foreach (Match alert in Alert().Matches(File.ReadAllText(PathOf("deploy/observability/alerts.yml")))) tests.ShouldContain($"alertname: {alert.Groups[1].Value}\n        exp_alerts:");
    }

    /// <summary>Those that the page has, and those that were seen.</summary>
    private Dictionary<string, string[]> Attributes(string page) => OurInstruments.All.ToDictionary(instrument => instrument.Name, instrument =>
    {
        string row = page.Split('\n').FirstOrDefault(line => line.StartsWith($"| `{instrument.Name}` |", StringComparison.Ordinal)) ?? "";
        IEnumerable<string> documented = row.Split('|') is [_, _, _, _, { } cell, ..] ? Quoted().Matches(cell).Select(name => name.Groups[1].Value) : [];
        IEnumerable<string> seen = OurInstruments.Series(instrument).SelectMany(series => process.Scrape.Series[series]).SelectMany(labels => labels.Keys).Except(Scope).Select(label => label.Replace("callqueue_", "callqueue.", StringComparison.Ordinal).Replace("error_", "error.", StringComparison.Ordinal));
        return (string[])[.. documented.Union(seen).Order(StringComparer.Ordinal)];
    });

    private static string Table(Dictionary<string, string[]> attributes)
    {
        var text = new StringBuilder("| instrument | kind | unit | attributes | meaning |\n| --- | --- | --- | --- | --- |\n");
        foreach (System.Diagnostics.Metrics.Instrument one in OurInstruments.All)
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"| `{one.Name}` | {OurInstruments.KindOf(one)} | `{one.Unit}` | {string.Join(", ", attributes[one.Name].Select(name => $"`{name}`"))} | {one.Description} |\n");
        return text.ToString();
    }

    private static string PathOf(string relative)
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Directory.Packages.props"))) folder = Path.GetDirectoryName(folder);
        return Path.Combine(folder!, relative);
    }

    [GeneratedRegex(@"\d{7,}")]
    private static partial Regex LongNumber();

    [GeneratedRegex(@"\b(callqueue|http|dotnet|orleans)_[a-z_]+\b")]
    private static partial Regex Metric();

    [GeneratedRegex("^(callqueue_(actor|business|carrier|outcome|result|reason|state|sink)|http_route|http_response_status_code)$")]
    private static partial Regex Attribute();

    [GeneratedRegex(@"- alert: (\w+)")]
    private static partial Regex Alert();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();
}
