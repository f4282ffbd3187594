using System.Reflection;
using CallQueue.Conformance.Probes;

namespace CallQueue.Hosting;

/// <summary>A reference that finds its probe when it is used: after a restart in the new cluster.</summary>
public class LateProbe : DispatchProxy
{
    private Func<IProbe> _find = null!;

    public static IProbe Of(Func<IProbe> find)
    {
        IProbe proxy = Create<IProbe, LateProbe>();
        ((LateProbe)(object)proxy)._find = find;
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => targetMethod!.Invoke(_find(), args);
}
