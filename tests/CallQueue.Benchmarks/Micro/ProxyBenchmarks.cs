using System.Reflection;
using BenchmarkDotNet.Attributes;
using CallQueue.Hosting;
using CallQueue.Hosting.Local;
using CallQueue.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace CallQueue.Benchmarks.Micro;

/// <summary>
/// One call of an actor through its reference: written by hand, made at run time by <see cref="DispatchProxy"/>, or written by
/// the generator. Bare: the turn runs at once; otherwise on the standalone host, where a turn is a piece of work of the thread pool.
/// </summary>
public class ProxyBenchmarks
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"callqueue-micro-proxies-{Environment.ProcessId}");
    private StandaloneHost _host = null!;
    private IEcho _byHand = null!;
    private IEcho _dispatched = null!;
    private IEcho _generated = null!;

    [Params(true, false)]
    public bool Bare { get; set; }

    [GlobalSetup]
    public void Open()
    {
        var kind = new ActorKind("echo", _ => new Echo());
        _host = StandaloneHost.OpenAsync(_path, [kind], new StandaloneHostOptions(), TimeProvider.System, NullLoggerFactory.Instance).GetAwaiter().GetResult();
        ITurns turns = Bare ? new AtOnce(new Echo()) : _host;
        var address = new ActorAddress(kind.Name, "a");
        (_byHand, _generated) = (new EchoByHand(turns, address), new EchoProxy(turns, address));
        _dispatched = DispatchedProxy<IEcho>.Make(turns, address);
    }

    [GlobalCleanup]
    public void Close()
    {
        _host.DisposeAsync().AsTask().GetAwaiter().GetResult();
        Directory.Delete(_path, recursive: true);
    }

    [Benchmark(Baseline = true)]
    public Task<long> ByHand() => _byHand.AddAsync(1, "one");

    [Benchmark]
    public Task<long> Dispatched() => _dispatched.AddAsync(1, "one");

    [Benchmark]
    public Task<long> Generated() => _generated.AddAsync(1, "one");
}

/// <summary>A small actor with calls as the real ones have them: a number, a reference, an answer.</summary>
public interface IEcho
{
    Task<long> AddAsync(long amount, string why);

    Task ClearAsync();
}

internal sealed class Echo : IActor, IEcho
{
    private static readonly Task<long> Answer = Task.FromResult(1L);

    public Task ActivateAsync(CancellationToken cancellation) => Task.CompletedTask;

    public Task OnAlarmAsync(CancellationToken cancellation) => Task.CompletedTask;

    public Task<long> AddAsync(long amount, string why) => Answer;

    public Task ClearAsync() => Task.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

internal sealed class AtOnce(IActor actor) : ITurns
{
    public Task<T> RunAsync<T>(ActorAddress address, Func<IActor, Task<T>> turn) => turn(actor);
}

internal sealed class EchoByHand(ITurns turns, ActorAddress address) : ActorProxy<IEcho>(turns, address), IEcho
{
    public Task<long> AddAsync(long amount, string why) => Ask(e => e.AddAsync(amount, why));

    public Task ClearAsync() => Tell(e => e.ClearAsync());
}

internal sealed partial class EchoProxy(ITurns turns, ActorAddress address) : ActorProxy<IEcho>(turns, address), IEcho;

/// <summary>As fast as a reference made at run time gets: the way of each method is found once, and its answer's type is known there.</summary>
public class DispatchedProxy<TActor> : DispatchProxy where TActor : class
{
    private static readonly Dictionary<MethodInfo, Func<ITurns, ActorAddress, object?[], Task>> Ways = typeof(TActor).GetMethods().ToDictionary(method => method, Way);

    private ITurns _turns = null!;
    private ActorAddress _address;

    internal static TActor Make(ITurns turns, ActorAddress address)
    {
        var made = Create<TActor, DispatchedProxy<TActor>>();
        var proxy = (DispatchedProxy<TActor>)(object)made;
        (proxy._turns, proxy._address) = (turns, address);
        return made;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => Ways[targetMethod!](_turns, _address, args!);

    private static Func<ITurns, ActorAddress, object?[], Task> Way(MethodInfo method)
    {
        MethodInvoker invoker = MethodInvoker.Create(method);
        if (!method.ReturnType.IsGenericType) return (turns, address, args) => turns.RunAsync(address, async actor =>
        {
            await (Task)invoker.Invoke(actor, args.AsSpan())!;
            return true;
        });
        return typeof(DispatchedProxy<TActor>).GetMethod(nameof(Ask), BindingFlags.Static | BindingFlags.NonPublic)!
            .MakeGenericMethod(method.ReturnType.GetGenericArguments()[0])
            .CreateDelegate<Func<MethodInvoker, Func<ITurns, ActorAddress, object?[], Task>>>()(invoker);
    }

    private static Func<ITurns, ActorAddress, object?[], Task> Ask<T>(MethodInvoker invoker) =>
        (turns, address, args) => turns.RunAsync(address, actor => (Task<T>)invoker.Invoke(actor, args.AsSpan())!);
}
