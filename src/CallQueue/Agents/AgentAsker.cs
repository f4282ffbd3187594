using CallQueue.Trunks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CallQueue.Agents;

/// <summary>Where the agent server is asked for its sessions.</summary>
/// <param name="Url">Without user and password.</param>
/// <param name="Reserved">Sessions that are kept free for people who call in.</param>
internal sealed record AgentSessionsOptions(Uri Url, int Reserved);

/// <summary>
/// Asks the agent server for its sessions twice a second, and reports what it answers to the trunk that divides them. One in each process that dials.
/// </summary>
/// <param name="report">Takes each answer to the trunk.</param>
/// <param name="handler">Sends the questions; null: over the network.</param>
internal sealed partial class AgentAsker(AgentSessionsOptions options, Func<DialReport.AgentsAsked, Task> report, TimeProvider time, ILogger<AgentAsker> log, HttpMessageHandler? handler = null) : BackgroundService
{
    /// <summary>From the beginning of one question to that of the next. With <see cref="Patience"/> it is below the two seconds within which dialing follows.</summary>
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(500);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly string _name = Guid.NewGuid().ToString("N");
    private readonly HttpClient _http = new(handler ?? new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(1) })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <summary>Asks once and reports the answer.</summary>
    public async Task<SessionsAnswer> RunOnceAsync(CancellationToken cancellation)
    {
        SessionsAnswer answer = await AskAsync(cancellation);
        string? problem = answer.Problem is { } why ? $"the agent server ({options.Url}) {why}" : null;
        try
        {
            await report(new DialReport.AgentsAsked(_name, answer.Sessions, problem));
        }
        catch (Exception e)
        {
            NotReported(e); // Businesses stop dialing by themselves when no report comes.
        }

        return answer;
    }

    public override void Dispose()
    {
        _http.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                Task pause = Task.Delay(Every, time, stoppingToken);
                await RunOnceAsync(stoppingToken);
                await pause;
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The process stops.
        }
    }

    private async Task<SessionsAnswer> AskAsync(CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            using HttpResponseMessage answer = await _http.GetAsync(options.Url, HttpCompletionOption.ResponseHeadersRead, either.Token);
            await using Stream body = await answer.Content.ReadAsStreamAsync(either.Token);
            byte[] bytes = new byte[SessionsAnswer.MostBytes + 1];
            int length = await body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, either.Token);
            return SessionsAnswer.Read(answer.StatusCode, bytes.AsMemory(0, length), options.Reserved);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return SessionsAnswer.No("does not answer within 1 second");
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return SessionsAnswer.No($"can't be asked ({e.GetBaseException().Message})");
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "What the agent server answered was not reported to the queue; without reports nothing is dialed that needs an agent")]
    private partial void NotReported(Exception e);
}
