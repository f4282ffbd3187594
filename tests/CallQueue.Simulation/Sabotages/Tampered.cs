using System.Reflection;
using System.Runtime.ExceptionServices;
using CallQueue.Businesses;
using CallQueue.Calls;
using CallQueue.Hosting;
using CallQueue.Hosting.Local;
using CallQueue.Runs;

namespace CallQueue.Simulation.Sabotages;

/// <summary>What stands in for an actor's method: its name, its arguments (which may be changed), and the real method.</summary>
internal delegate object? Tamper(string method, object?[] arguments, Func<object?> proceed);

/// <summary>An actor of which some methods do something else.</summary>
public class Tampered : DispatchProxy
{
    private IActor inner = null!;
    private Tamper tamper = null!;

    /// <summary>An actor's kind with <paramref name="tamper"/> before every method of every instance.</summary>
    internal static ActorKind Kind(ActorKind kind, Tamper tamper) =>
        kind with { Create = context => Around(kind.Name, kind.Create(context), tamper) };

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        tamper(targetMethod!.Name, args!, () => Proceed(targetMethod, args));

    private static IActor Around(string kind, IActor inner, Tamper tamper)
    {
        IActor proxy = kind switch
        {
            LocalActors.BusinessKind => Create<IBusinessActor, Tampered>(),
            LocalActors.CallKind => Create<ICallActor, Tampered>(),
            LocalActors.RunKind => Create<IRunActor, Tampered>(),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };
        var tampered = (Tampered)(object)proxy;
        (tampered.inner, tampered.tamper) = (inner, tamper);
        return proxy;
    }

    private object? Proceed(MethodInfo method, object?[]? args)
    {
        try
        {
            return method.Invoke(inner, args);
        }
        catch (TargetInvocationException e) when (e.InnerException is { } cause)
        {
            ExceptionDispatchInfo.Throw(cause);
            throw;
        }
    }

    public interface IBusinessActor : IActor, IBusiness;

    public interface ICallActor : IActor, ICall;

    public interface IRunActor : IActor, IRun;
}
