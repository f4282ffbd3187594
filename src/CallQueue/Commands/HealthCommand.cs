using System.CommandLine;
using CallQueue.Composition;

namespace CallQueue.Commands;

/// <summary><c>health</c>: requests the liveness of the process on this machine, for images without curl.</summary>
internal sealed class HealthCommand(Surroundings around)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    public Command Build()
    {
        var command = new Command("health", "Request /healthz/live from the process on PORT of this machine. The exit code is 0 if it is healthy.");
        command.SetAction(_ => RunAsync());
        return command;
    }

    private async Task<int> RunAsync()
    {
        int port = new Variables(around.Variable).Whole("PORT", 1, 65_535, 8000);
        using var http = new HttpClient { Timeout = Patience };
        try
        {
            using HttpResponseMessage answer = await http.GetAsync(new Uri($"http://127.0.0.1:{port}{Probes.Live}"));
            around.Say(await answer.Content.ReadAsStringAsync());
            return answer.IsSuccessStatusCode ? 0 : 1;
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            around.Say($"no response on port {port}");
            return 1;
        }
    }
}
