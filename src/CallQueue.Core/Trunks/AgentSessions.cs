namespace CallQueue.Trunks;

/// <summary>
/// No I/O: how many sessions an agent server has for calls of ours, by what it last answered. An answer counts for two seconds: after that nobody knows, and nothing
/// is dialed. Memory of one instance of the trunk: after it is lost, the next answer is waited for.
/// </summary>
internal sealed class AgentSessions
{
    private static readonly TimeSpan GoodFor = TimeSpan.FromSeconds(2);

    private string? _asker;
    private int _sessions;
    private DateTimeOffset _answeredAt;
    private string? _problem = "the agent server has not been asked yet";

    /// <summary>Calls of ours that may be live at once: those that its sessions talk to, and those that may be answered and need one then.</summary>
    public int Channels(DateTimeOffset now) => Problem(now) is null ? _sessions : 0;

    /// <summary>Why nothing may be dialed; null: it has answered.</summary>
    public string? Problem(DateTimeOffset now) => _problem ?? (IsOld(now) ? "the agent server has not been asked for 2 seconds" : null);

    /// <summary>Takes what a process was answered. True when it changes anything for the businesses.</summary>
    public bool Take(DialReport.AgentsAsked report, DateTimeOffset now)
    {
        (int, string?) before = (Channels(now), Problem(now));
        if (report.Problem is null) (_asker, _sessions, _answeredAt, _problem) = (report.Asker, report.Sessions, now, null);
        else if (report.Asker == _asker || IsOld(now)) _problem = report.Problem; // One process that can't reach it holds nothing while another can.
        return before != (Channels(now), Problem(now));
    }

    private bool IsOld(DateTimeOffset now) => now - _answeredAt >= GoodFor || now < _answeredAt - GoodFor;
}
