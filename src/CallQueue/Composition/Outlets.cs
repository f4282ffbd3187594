using CallQueue.CallLog;
using CallQueue.Commands;
using CallQueue.Outboxes;
using CallQueue.Outgoing;

namespace CallQueue.Composition;

/// <summary>
/// Who is notified of calls and runs that have ended: each business's own endpoint, and the call log if there is one. Also the hook that asks apps
/// before a dial.
/// </summary>
internal sealed class Outlets : IAsyncDisposable
{
    private readonly WebhookSink _webhooks;

    private Outlets(OutgoingPolicy policy, WebhookSink webhooks, VetoHook veto, CallLogSink? callLog) => (Policy, _webhooks, Veto, CallLog) = (policy, webhooks, veto, callLog);

    /// <summary>Allowed targets of requests to URLs that tenants choose.</summary>
    public OutgoingPolicy Policy { get; }

    public VetoHook Veto { get; }

    public CallLogSink? CallLog { get; }

    public IReadOnlyList<IEndingSink> Sinks => CallLog is null ? [_webhooks] : [_webhooks, CallLog];

    /// <exception cref="CommandException">A variable is wrong.</exception>
    public static Outlets Read(Surroundings around)
    {
        OutgoingPolicy policy = OutgoingPolicy.Parse(around.Text(OutgoingPolicy.Variable), out string? problem) ?? throw Bad(problem);
        CallLogConnection? callLog = CallLogConnection.Read(around.Text, out problem);
        if (problem is not null) throw Bad(problem);
        return new Outlets(policy, new WebhookSink(policy, around.Time), new VetoHook(policy, around.Time), callLog is null ? null : new CallLogSink(callLog));
    }

    public async ValueTask DisposeAsync()
    {
        _webhooks.Dispose();
        Veto.Dispose();
        if (CallLog is not null) await CallLog.DisposeAsync();
    }

    private static CommandException Bad(string? problem) => new(ExitCode.BadInput, $"{problem}.");
}
