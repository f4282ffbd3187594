using Microsoft.Extensions.Logging;

namespace CallQueue.Cluster;

/// <summary>A gateway that starts before any silo waits for one without a time limit; it is not ready until then.</summary>
internal sealed partial class PatientConnection(ILogger<PatientConnection> log, TimeProvider time) : IClientConnectionRetryFilter
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public async Task<bool> ShouldRetryConnectionAttempt(Exception exception, CancellationToken cancellationToken)
    {
        NoSilo(exception.Message);
        await Task.Delay(Pause, time, cancellationToken);
        return true;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "No silo could be reached; will retry: {Reason}")]
    private partial void NoSilo(string reason);
}
