using CallQueue.Guards;
using CallQueue.Hosting.Local;
using Orleans.Concurrency;

namespace CallQueue.Grains;

/// <summary>The grain that clears a phone number before it is dialed.</summary>
[Alias("CallQueue.INumberGuardGrain")]
public interface INumberGuardGrain : INumberGuard, IActorGrain;

/// <inheritdoc cref="INumberGuardGrain"/>
[Reentrant]
[GrainType(LocalActors.NumberGuardKind)]
public sealed class NumberGuardGrain(ActorServices services) : ActorGrain<INumberGuard>(services), INumberGuardGrain
{
    public Task<int> AddAsync(IReadOnlyList<ListedNumber> numbers) => Ask(g => g.AddAsync(numbers));

    public Task<int> RemoveAsync(IReadOnlyList<PhoneNumber> numbers) => Ask(g => g.RemoveAsync(numbers));

    public Task<ListedNumber?> FindAsync(PhoneNumber number) => Ask(g => g.FindAsync(number));

    public Task<IReadOnlyList<ListedNumber>> ListAsync(PhoneNumber? after, int count) => Ask(g => g.ListAsync(after, count));

    public Task<long> CountAsync() => Ask(g => g.CountAsync());

    public Task<Clearance> ClearAsync(ClearNumber request) => Ask(g => g.ClearAsync(request));

    public Task<Clearance> LookAsync(ClearNumber request) => Ask(g => g.LookAsync(request));

    public Task GiveBackAsync(PhoneNumber number, long lease) => Tell(g => g.GiveBackAsync(number, lease));
}
