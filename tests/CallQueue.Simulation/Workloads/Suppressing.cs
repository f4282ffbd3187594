using CallQueue.Guards;
using CallQueue.Simulation.Running;

namespace CallQueue.Simulation.Workloads;

/// <summary>Puts numbers on lists, again and again until it is answered, and notes when it was.</summary>
internal sealed class Suppressing(World world, IActors actors, BusinessBook book)
{
    private readonly Chance chance = new Chance(world.Seed ^ 0x0D0C).Fork();

    public async Task DoAsync(Suppression suppression)
    {
        IReadOnlyList<PhoneNumber> numbers = suppression.IsLive ? [.. suppression.Numbers, .. await UntilAnsweredAsync(LiveAsync)] : suppression.Numbers;
        var span = new ListSpan(numbers, suppression.IsEverybodys);
        book.Lists.Add(span);
        var list = new DoNotCallList(actors, suppression.IsEverybodys ? null : book.Plan.Id);
        await UntilAnsweredAsync(() => list.AddAsync([.. numbers.Select(number => new ListedNumber(number, null, world.Now))]));
        span.AnsweredAt = world.Now;
        if (world.Tracing) world.Trace($"told {book.Plan.Id}: listed {string.Join(", ", numbers.Select(number => number.Value))}");
    }

    private async Task<IReadOnlyList<PhoneNumber>> LiveAsync() => [.. (await actors.Business(book.Plan.Id).GetAsync()).Live.Select(lease => lease.To)];

    private Task<T> UntilAnsweredAsync<T>(Func<Task<T>> ask) => world.UntilAnsweredAsync(ask, () => chance.Seconds(0.1, 10));
}

/// <summary>Numbers asked to be listed, and when that was answered.</summary>
internal sealed class ListSpan(IReadOnlyList<PhoneNumber> numbers, bool isEverybodys)
{
    public IReadOnlyList<PhoneNumber> Numbers => numbers;

    public bool IsEverybodys => isEverybodys;

    public DateTimeOffset? AnsweredAt { get; set; }
}
