using System.Globalization;
using System.Text.Json;
using System.Web;

namespace CallQueue.Benchmarks.Wire.Lab;

/// <summary>
/// A Twilio-shaped carrier in a process of its own. It takes create requests, answers with a call's id, and posts the signed events that the app
/// asked for, one after the other, as soon as the answer is sent or after the talk. Controlled over HTTP:
/// <c>POST /lab/reset?slots=&amp;talk=&amp;ports=</c>, <c>GET /lab/wait?ended=</c> and <c>GET /lab/figures</c>.
/// </summary>
internal sealed class LabProcess
{
    private static readonly Dictionary<string, string> Statuses = new(StringComparer.Ordinal)
    {
        ["initiated"] = "initiated", ["ringing"] = "ringing", ["answered"] = "in-progress", ["completed"] = "completed",
    };

    private readonly SocketClient _client = new();
    private volatile State _state = new(new LabCounts(0), 0, 0, []);
    private int _calls;

    public static async Task<int> RunAsync()
    {
        var lab = new LabProcess();
        using var server = new SocketServer(lab.AnswerAsync);
        Console.WriteLine(server.Port.ToString(CultureInfo.InvariantCulture));
        // It ends when the program that started it does: standard input closes.
        await Task.WhenAny(server.RunAsync(), Console.In.ReadToEndAsync());
        return 0;
    }

    private async ValueTask<HttpAnswer> AnswerAsync(string request, ReadOnlyMemory<byte> body)
    {
        if (request.EndsWith("/Calls.json", StringComparison.Ordinal) && request.StartsWith("POST", StringComparison.Ordinal)) return Create(body.Span);
        string target = request[(request.IndexOf(' ', StringComparison.Ordinal) + 1)..];
        Uri url = new("http://lab" + target);
        var query = HttpUtility.ParseQueryString(url.Query);
        switch (url.AbsolutePath)
        {
            case "/lab/reset":
                int[] talk = [.. query["talk"]!.Split('-').Select(part => int.Parse(part, CultureInfo.InvariantCulture))];
                int[] ports = [.. query["ports"]!.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(part => int.Parse(part, CultureInfo.InvariantCulture))];
                _state = new State(new LabCounts(int.Parse(query["slots"]!, CultureInfo.InvariantCulture)), talk[0], talk[^1], ports);
                return new HttpAnswer("200 OK", "{}");
            case "/lab/wait":
                await _state.Counts.ReachAsync(int.Parse(query["ended"]!, CultureInfo.InvariantCulture));
                return new HttpAnswer("200 OK", "{}");
            case "/lab/figures":
                return new HttpAnswer("200 OK", JsonSerializer.Serialize(_state.Counts.Read()));
            case var path when path.EndsWith($"/Accounts/{LabAccount.Sid}.json", StringComparison.Ordinal):
                return new HttpAnswer("200 OK", $$"""{"sid":"{{LabAccount.Sid}}","status":"active"}""");
            case "/carrier-lab":
                return new HttpAnswer("200 OK", """{"lab":"wire"}""");
            default:
                return new HttpAnswer("404 Not Found", """{"code":20404,"message":"not found"}""");
        }
    }

    private HttpAnswer Create(ReadOnlySpan<byte> body)
    {
        LabForm form = LabForm.Read(body);
        State state = _state;
        int number = state.Counts.Dialed(form.To);
        string sid = $"CA{Interlocked.Increment(ref _calls):x32}";
        return new HttpAnswer(
            "201 Created",
            $$"""{"sid":"{{sid}}","account_sid":"{{LabAccount.Sid}}","status":"queued","direction":"outbound-api","to":"{{form.To}}","from":"{{LabAccount.Number}}","date_created":null,"start_time":null,"end_time":null,"duration":null,"price":null,"price_unit":"USD","answered_by":null,"queue_time":"0","api_version":"2010-04-01","uri":"/2010-04-01/Accounts/{{LabAccount.Sid}}/Calls/{{sid}}.json"}""",
            () => _ = LiveAsync(state, form, sid, number));
    }

    private async Task LiveAsync(State state, LabForm form, string sid, int number)
    {
        try
        {
            int talk = state.ShortestTalk + (state.LongestTalk > state.ShortestTalk ? number * 7919 % (state.LongestTalk - state.ShortestTalk + 1) : 0);
            if (talk > 0) await Task.Delay(TimeSpan.FromMilliseconds(talk), TimeProvider.System);
            for (int i = 0; i < form.Events.Count; i++)
            {
                bool isEnd = form.Events[i] == "completed";
                (string text, string header) = LabWebhook.Write(form.Url, sid, form.To, Statuses[form.Events[i]], i);
                if (isEnd) state.Counts.Ending();
                int port = state.Ports.Length == 0 ? form.Port : state.Ports[number % state.Ports.Length];
                (int status, _) = await _client.PostAsync(port, form.Authority, form.Target, header, text);
                state.Counts.Answered(isEnd, status is >= 200 and < 300);
            }
        }
        catch (Exception e)
        {
            state.Counts.Answered(isEnd: false, isSuccess: false);
            await Console.Error.WriteLineAsync($"lab: {e.Message}");
        }
    }

    private sealed record State(LabCounts Counts, int ShortestTalk, int LongestTalk, int[] Ports);
}
