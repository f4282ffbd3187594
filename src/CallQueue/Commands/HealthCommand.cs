using System.CommandLine;
using System.Net;
using CallQueue.Composition;
using CallQueue.Configuration;

namespace CallQueue.Commands;

/// <summary><c>callqueue health</c>: probes the process on this machine, for images without curl.</summary>
internal sealed class HealthCommand(CommandContext context)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    public Command Build()
    {
        var command = new Command("health", "Probe the process of any role that listens on PROBE_PORT or PORT. Exit code 0: healthy.");
        command.SetAction(async parsed => (int)await RunAsync(parsed));
        return command;
    }

    private async Task<ExitCode> RunAsync(ParseResult parsed)
    {
        Uri url = UrlOf(CommandSettings.Read(parsed, context));
        using var http = new HttpClient { Timeout = Patience };
        try
        {
            using HttpResponseMessage answer = await http.GetAsync(url);
            context.Say(await answer.Content.ReadAsStringAsync());
            return answer.IsSuccessStatusCode ? ExitCode.Done : ExitCode.Unexpected;
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            context.Say($"no response from {url.Authority}");
            return ExitCode.Unexpected;
        }
    }

    private static Uri UrlOf(SettingValues settings)
    {
        HttpOptions http = HttpReader.Read(settings);
        IPEndPoint? probes = HttpReader.Probes(settings, hasOthers: false);
        settings.Check();
        IPEndPoint listen = probes ?? http.Listen(hasKeys: true);
        return new Uri($"{Listening.OnThisMachine(new Uri($"http://{listen}"))}{Probes.Live}");
    }
}
