using System.Globalization;
using System.Net;
using System.Text;
using CallQueue.CarrierLab;
using CallQueue.Commands;

namespace CallQueue;

public sealed class CallKaroTests : IDisposable
{
    private const int People = 200;
    private readonly Scene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_list_dialed_through_CallKaro_reaches_everybody_once_though_answers_get_lost(bool tellsEndOnly)
    {
        int port = TwilioKillTests.FreePort();
        string webhook = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/api/webhooks/call");
        await using Lab lab = await Lab.StartAsync(new LabOptions
        {
            CallKaroWebhook = webhook, CallKaroTellsEndOnly = tellsEndOnly, Lose = 0.05, Error = 0.05, Duplicate = 0.1, Reorder = 0.1, Seed = 1,
        });
        using var command = new InProcess { Environment = Environment(lab, port) };

        Task<ExitCode> dialing = command.StartAsync("dial", _scene.People(People), "--data", _scene.Data, "--slots", "50");
        await lab.Ledger.WaitForAsync(entry => entry.Kind == "create").WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System);
        (await PostAsProxyAsync(webhook)).ShouldBe(HttpStatusCode.Unauthorized, "open to the provider, who has to sign");

        (await dialing).ShouldBe(ExitCode.Done, command.Out + command.Error);
        LabEntry[] creates = [.. lab.Ledger.Entries.Where(entry => entry.Kind == "create")];
        (creates.Length, creates.Select(create => create.To).Distinct().Count()).ShouldBe((People, People));
        creates.ShouldContain(create => create.Said == "lost after");
        lab.Ledger.Entries.ShouldNotContain(entry => entry.Kind == "webhook" && entry.Said == "401");
    }

    private static Dictionary<string, string> Environment(Lab lab, int port) => new()
    {
        ["CALLKARO_API_KEY"] = lab.Options.CallKaroKey,
        ["CALLKARO_AGENT_ID"] = lab.Options.CallKaroAgent,
        ["CALLKARO_WEBHOOK_SECRET"] = lab.Options.CallKaroSecret!,
        ["CALLKARO_BASE_URL"] = lab.Url,
        ["CARRIER_DIALS_PER_SECOND"] = "0",
        ["PORT"] = port.ToString(CultureInfo.InvariantCulture),
    };

    private static async Task<HttpStatusCode> PostAsProxyAsync(string url)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new StringContent("{}", Encoding.UTF8, "application/json") };
        request.Headers.Add("X-Forwarded-For", "203.0.113.9");
        using HttpResponseMessage response = await http.SendAsync(request);
        return response.StatusCode;
    }
}
