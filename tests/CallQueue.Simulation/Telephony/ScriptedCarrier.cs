using CallQueue.Carriers;
using CallQueue.Simulation.Nodes;
using CallQueue.Simulation.Running;

namespace CallQueue.Simulation.Telephony;

/// <summary>
/// The adapter as it runs inside one process: it dies with it, waits while it is frozen, and checks
/// <see cref="DialRequest.SendBefore"/> in the very moment of sending.
/// </summary>
internal sealed class ScriptedCarrier(World world, Node node, PhoneNetwork network, TimeSpan dialTimeout, TrunkId account) : ICarrier
{
    /// <summary>See <see cref="ICarrier.AbsenceBelievedAfter"/>.</summary>
    public static readonly TimeSpan Believable = TimeSpan.FromSeconds(40);

    /// <summary>How far the time of a call may be off, as with the real adapters.</summary>
    public static readonly TimeSpan Margin = TimeSpan.FromSeconds(3);

    private readonly Chance chance = world.Chance.Fork();

    /// <summary>The epoch of our clock when the carrier last answered; null: it has not.</summary>
    private int? readIn;

    public static TrunkId Account { get; } = new("simulated:1");

    /// <summary>The second account, of seeds that have one.</summary>
    public static TrunkId SecondAccount { get; } = new("second:1");

    public string Name => NameOf(account);

    public TrunkId Trunk => account;

    /// <summary>The carrier's name in the id of an account.</summary>
    public static string NameOf(TrunkId account) => account.Value.Split(':')[0];

    public TimeSpan AbsenceBelievedAfter => Believable;

    public CarrierTime? TimeAt(DateTimeOffset now) => readIn == network.Clocks.Epoch ? new CarrierTime(network.Clocks.Carrier, TimeSpan.FromSeconds(0.5)) : null;

    public Task<bool> ReadClockAsync(CancellationToken cancellation) => AskAsync(() => !network.Out, false, cancellation);

    public Task<DialAnswer> DialAsync(DialRequest request, CancellationToken cancellation)
    {
        if (node.Dead) throw world.Break("host", "a dead process dials");
        var answer = new TaskCompletionSource<DialAnswer>();
        bool sent = false;
        cancellation.Register(() => answer.TrySetResult(sent ? new DialAnswer.Unknown("canceled") : new DialAnswer.TryLater("canceled before sending")));
        if (chance.Of(0.5)) Send();
        else world.After(chance.Of(network.Habits.Slow) ? chance.Seconds(0, 14) : chance.Seconds(0, 0.02), () => node.Pool.Post(Send));
        return answer.Task;

        void Send()
        {
            if (answer.Task.IsCompleted) return;
            if (world.Now > request.SendBefore) answer.TrySetResult(new DialAnswer.TryLater("too late to send"));
            else if (network.ConnectFails(account)) world.After(chance.Seconds(0, 3), () => answer.TrySetResult(new DialAnswer.TryLater("not connected")));
            else
            {
                sent = true;
                network.Send(request, account, said =>
                {
                    readIn = network.Clocks.Epoch;
                    answer.TrySetResult(said);
                });
                world.After(dialTimeout, () => answer.TrySetResult(new DialAnswer.Unknown("timeout")));
            }
        }
    }

    public Task<LookupAnswer> LookUpAsync(LookupRequest request, CancellationToken cancellation) =>
        AskAsync(
            () => network.LookUp(account, request with { SentAt = network.Clocks.AsStamped(request.SentAt) }, TimeAt(world.Now)), new LookupAnswer.Unknown("timeout"), cancellation);

    public Task<HangUpAnswer> HangUpAsync(CarrierCallId call, CancellationToken cancellation) =>
        AskAsync(() => network.HangUp(account, call), new HangUpAnswer.Unknown("timeout"), cancellation);

    public Task<MessageAnswer> LeaveMessageAsync(CarrierCallId call, AttemptRef attempt, CallScript message, CancellationToken cancellation) =>
        AskAsync(() => network.LeaveMessage(account, call), new MessageAnswer.Unknown("timeout"), cancellation);

    private Task<T> AskAsync<T>(Func<T> ask, T unknown, CancellationToken cancellation)
    {
        var answer = new TaskCompletionSource<T>();
        cancellation.Register(() => answer.TrySetResult(unknown));
        world.After(Way(), () =>
        {
            T said = ask();
            world.After(Way(), () =>
            {
                if (!network.Out) readIn = network.Clocks.Epoch;
                answer.TrySetResult(said);
            });
        });
        return answer.Task;
    }

    private TimeSpan Way() => chance.Of(network.Habits.Slow) ? chance.Seconds(0, 5) : chance.Seconds(0.002, 0.1);
}
