using System.Reflection;
using CallQueue.Grains;

namespace CallQueue.Messages;

/// <summary>The interfaces that travel between processes, by reflection.</summary>
internal static class GrainInterfaces
{
    public static IReadOnlyList<Type> All { get; } =
    [
        .. typeof(IActorGrain).Assembly.GetTypes()
            .Where(type => type.IsInterface && type != typeof(IActorGrain) && type.IsAssignableTo(typeof(IActorGrain)))
            .OrderBy(type => type.Name, StringComparer.Ordinal),
    ];

    /// <summary>Methods of a grain interface, those that it inherits from Core.</summary>
    public static IEnumerable<MethodInfo> MethodsOf(Type grain) => grain.GetInterfaces()
        .Append(grain)
        .Where(part => part.Assembly == typeof(Hosting.IActor).Assembly || part == grain)
        .SelectMany(part => part.GetMethods());

    /// <summary>What a method answers, without its task; null when nothing.</summary>
    public static Type? ResultOf(MethodInfo method) => method.ReturnType.IsGenericType ? method.ReturnType.GetGenericArguments()[0] : null;

    /// <summary>Every type that is an argument or an answer.</summary>
    public static IReadOnlyList<Type> Messages { get; } =
    [
        .. All.SelectMany(MethodsOf)
            .SelectMany(method => method.GetParameters().Select(parameter => parameter.ParameterType).Append(ResultOf(method)))
            .OfType<Type>()
            .Distinct()
            .OrderBy(type => type.ToString(), StringComparer.Ordinal),
    ];
}
