using System.Reflection;

namespace CallQueue.Messages;

/// <summary>Makes an instance of any message type, every member set to something that is not its default.</summary>
internal static class Sample
{
    private static readonly Dictionary<Type, object> Leaves = new()
    {
        [typeof(string)] = "text",
        [typeof(bool)] = true,
        [typeof(int)] = 7,
        [typeof(long)] = 8L,
        [typeof(uint)] = 9u,
        [typeof(byte)] = (byte)5,
        [typeof(double)] = 1.5,
        [typeof(DateTimeOffset)] = new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.FromHours(5.75)),
        [typeof(TimeSpan)] = TimeSpan.FromTicks(12_345_678_901),
        [typeof(TimeOnly)] = new TimeOnly(9, 30),
        [typeof(DateOnly)] = new DateOnly(2026, 12, 25),
        [typeof(PhoneNumber)] = PhoneNumber.Parse("+442012345678"),
        [typeof(BusinessId)] = new BusinessId("acme"),
        [typeof(RunId)] = new RunId(new BusinessId("acme"), "r"),
        [typeof(CallId)] = new CallId(new BusinessId("acme"), "r-1"),
        [typeof(TrunkId)] = new TrunkId("fake:1"),
        [typeof(Carriers.CarrierCallId)] = new Carriers.CarrierCallId("CA1"),
    };

    /// <summary>One for each case of a closed type, else one.</summary>
    public static IEnumerable<object> AllOf(Type type) => CasesOf(type) is { Length: > 0 } cases ? cases.Select(Of) : [Of(type)];

    public static Type[] CasesOf(Type type) =>
        type.IsAbstract && !type.IsInterface ? [.. type.GetNestedTypes().Where(nested => nested.IsSubclassOf(type))] : [];

    public static object Of(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (Leaves.TryGetValue(type, out object? leaf)) return leaf;
        if (type.IsEnum) return Enum.GetValues(type).Cast<object>().Last();
        if (type.IsGenericType) return Collection(type);
        return CasesOf(type) is [.., var last] ? Of(last) : Record(type);
    }

    private static object Collection(Type type)
    {
        Type[] arguments = type.GetGenericArguments();
        if (arguments.Length == 2)
        {
            var map = (System.Collections.IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(arguments))!;
            map.Add(Of(arguments[0]), Of(arguments[1]));
            return map;
        }

        var list = (System.Collections.IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(arguments))!;
        foreach (object item in AllOf(arguments[0])) list.Add(item);
        return list;
    }

    private static object Record(Type type)
    {
        ConstructorInfo constructor = type.GetConstructors().OrderByDescending(c => c.GetParameters().Length).FirstOrDefault()
            ?? throw new NotSupportedException($"no sample of {type}: give it a leaf");
        object made = constructor.Invoke([.. constructor.GetParameters().Select(parameter => Of(parameter.ParameterType))]);
        foreach (PropertyInfo property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanWrite))
            property.SetValue(made, Of(property.PropertyType));
        return made;
    }
}
