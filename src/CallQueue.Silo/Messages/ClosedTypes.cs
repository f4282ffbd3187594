using System.Reflection;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace CallQueue.Messages;

/// <summary>
/// Core's closed types (an abstract record whose cases are nested in it) as members of other messages: the case travels
/// by its name, so it can be identified. Names of cases are therefore part of the contract.
/// </summary>
internal static class ClosedTypes
{
    private const string Discriminator = "$case";

    public static void Describe(JsonTypeInfo type)
    {
        if (!type.Type.IsAbstract || type.Kind != JsonTypeInfoKind.Object) return;
        Type[] cases = [.. type.Type.GetNestedTypes(BindingFlags.Public).Where(nested => nested.IsSubclassOf(type.Type))];
        if (cases.Length == 0) return;
        type.PolymorphismOptions = new JsonPolymorphismOptions { TypeDiscriminatorPropertyName = Discriminator };
        foreach (Type one in cases) type.PolymorphismOptions.DerivedTypes.Add(new JsonDerivedType(one, one.Name));
    }
}
