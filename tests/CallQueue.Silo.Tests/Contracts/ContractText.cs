using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using CallQueue.Grains;
using CallQueue.Messages;
using Orleans;

namespace CallQueue.Contracts;

/// <summary>Everything that processes of two versions must agree on, as text.</summary>
internal static class ContractText
{
    private const string Rule = """
        # What silos, gateways and stored records of different versions must agree on.
        #
        # In a rolling upgrade old and new processes talk to each other and read each other's records, and an upgrade may be
        # taken back. So: additions only. A new method, a new member that may be missing, a new case or value that is not
        # sent before every process knows it. Nothing here is ever renamed, reordered, retyped or removed while a version
        # that has it may still run or may have stored it. A message or a record may lack members that are new: they must
        # mean something when absent. Anything else needs a new name beside the old one, and two releases.
        #
        # Made by the tests of tests/CallQueue.Silo.Tests/Contracts: with UPDATE_CONTRACTS=1 they write it anew.

        """;

    public static string Make()
    {
        var text = new StringBuilder(Rule);
        text.Append("\n[grains]\n");
        foreach (Type grain in GrainInterfaces.All) Grain(text, grain);
        text.Append("\n[messages]\n");
        Types(text, GrainInterfaces.Messages, ActorMessages.Json());
        text.Append("\n[records]\n");
        (IEnumerable<Type> roots, JsonSerializerOptions options) = Records();
        Types(text, roots, options);
        return text.ToString();
    }

    private static void Grain(StringBuilder text, Type grain)
    {
        Type kind = grain.Assembly.GetTypes().Single(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(grain) && type.IsDefined(typeof(GrainTypeAttribute)));
        text.Append(CultureInfo.InvariantCulture, $"{Argument(grain, typeof(AliasAttribute))}: {Argument(kind, typeof(GrainTypeAttribute))}\n");
        foreach (string line in GrainInterfaces.MethodsOf(grain).Select(Signature).Order(StringComparer.Ordinal)) text.Append(CultureInfo.InvariantCulture, $"  {line}\n");
    }

    private static string Signature(MethodInfo method) =>
        $"{method.DeclaringType!.FullName}.{method.Name}({string.Join(", ", method.GetParameters().Select(parameter => Name(parameter.ParameterType)))}) -> {(GrainInterfaces.ResultOf(method) is { } result ? Name(result) : "nothing")}";

    private static object? Argument(Type type, Type attribute) => type.CustomAttributes.Single(data => data.AttributeType == attribute).ConstructorArguments[0].Value;

    private static (IEnumerable<Type> Roots, JsonSerializerOptions Options) Records()
    {
        Type context = typeof(Hosting.IActor).Assembly.GetType("CallQueue.CallQueueJson", throwOnError: true)!;
        var made = (JsonSerializerContext)context.GetProperty("Default", BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!;
        return (context.CustomAttributes.Where(data => data.AttributeType == typeof(JsonSerializableAttribute)).Select(data => (Type)data.ConstructorArguments[0].Value!), made.Options);
    }

    private static void Types(StringBuilder text, IEnumerable<Type> roots, JsonSerializerOptions options)
    {
        var described = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (Type root in roots) Describe(root, options, described);
        foreach (string one in described.Values) text.Append(one);
    }

    private static void Describe(Type type, JsonSerializerOptions options, SortedDictionary<string, string> described)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        JsonTypeInfo json = options.GetTypeInfo(type);
        foreach (Type? part in (Type?[])[json.ElementType, json.KeyType]) if (part is not null) Describe(part, options, described);
        bool isOurs = type.Namespace?.StartsWith("CallQueue", StringComparison.Ordinal) == true;
        if (!isOurs || json.ElementType is not null || described.ContainsKey(type.FullName!)) return;

        var text = new StringBuilder();
        described[type.FullName!] = "";
        text.Append(CultureInfo.InvariantCulture, $"{Name(type)}\n");
        if (type.IsEnum) foreach (string name in Enum.GetNames(type)) text.Append(CultureInfo.InvariantCulture, $"  {JsonSerializer.Serialize(Enum.Parse(type, name), type, options)} {name}\n");
        else if (json.Kind == JsonTypeInfoKind.None) text.Append("  text or number\n");
        foreach (JsonPropertyInfo member in json.Properties) Member(member, options, text, described);
        foreach (Type one in Sample.CasesOf(type))
        {
            text.Append(CultureInfo.InvariantCulture, $"  case {one.Name}\n");
            Describe(one, options, described);
        }

        described[type.FullName!] = text.ToString();
    }

    private static void Member(JsonPropertyInfo member, JsonSerializerOptions options, StringBuilder text, SortedDictionary<string, string> described)
    {
        text.Append(CultureInfo.InvariantCulture, $"  {member.Name}: {Name(member.PropertyType)}{(member.IsRequired ? " required" : "")}\n");
        Describe(member.PropertyType, options, described);
    }

    private static string Name(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } value) return $"{Name(value)}?";
        string name = type.IsNested ? $"{type.DeclaringType!.Name}.{type.Name}" : type.Name;
        return type.IsGenericType ? $"{name[..name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>" : name;
    }
}
