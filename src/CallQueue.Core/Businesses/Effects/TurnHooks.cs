using CallQueue.Calls;
using Microsoft.Extensions.Logging;

namespace CallQueue.Businesses.Effects;

/// <summary>How effects get back into the business.</summary>
/// <param name="TurnAsync">Pump and commit.</param>
/// <param name="EndAsync">End a lease, pump and commit.</param>
/// <param name="Schedule">Set the timer again; nothing durable has changed.</param>
internal sealed record TurnHooks(Func<Task> TurnAsync, Func<long, LeaseEnd, Task> EndAsync, Action Schedule);
