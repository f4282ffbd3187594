using CallQueue.Guards;
using CallQueue.Hosting;
using CallQueue.Simulation.Nodes;
using CallQueue.Simulation.Running;

namespace CallQueue.Simulation.Workloads;

/// <summary>Puts numbers on lists, again and again until it is answered, and notes when it was.</summary>
internal sealed class Suppressing(World world, IActors actors, BusinessBook book)
{
    private readonly Chance chance = new Chance(world.Seed ^ 0x0D0C).Fork();

    public async Task DoAsync(Suppression suppression)
    {
        var span = new ListSpan(suppression, world.Now);
        book.Lists.Add(span);
        var list = new DoNotCallList(actors, suppression.IsEverybodys ? null : book.Plan.Id);
        while (true)
        {
            try
            {
                await list.AddAsync([.. suppression.Numbers.Select(number => new ListedNumber(number, null, world.Now))]);
                break;
            }
            catch (Exception e) when (e is StorageException or NodeLostException)
            {
                await world.Delay(chance.Seconds(0.1, 10));
            }
        }

        span.AnsweredAt = world.Now;
        if (world.Tracing) world.Trace($"told {book.Plan.Id}: listed {string.Join(", ", suppression.Numbers.Select(number => number.Value))}");
    }
}

/// <summary>Numbers asked to be listed, and when that was answered.</summary>
internal sealed class ListSpan(Suppression suppression, DateTimeOffset askedAt)
{
    public Suppression Suppression => suppression;

    public DateTimeOffset AskedAt => askedAt;

    public DateTimeOffset? AnsweredAt { get; set; }
}
