using CallQueue.Calls;
using CallQueue.Hosting;
using CallQueue.Validation;
using Orleans.Serialization;

namespace CallQueue.Messages;

/// <summary>
/// A message and an exception travel with the name of their type. Types of Core that have moved to another folder since keep the
/// name by which every version knows them, so that silos of two versions understand each other during a rolling upgrade.
/// Interfaces of actors and the types of their arguments are not listed: Orleans derives the ids of methods from their full
/// names, so those must not move at all.
/// </summary>
internal sealed class MovedTypes : ITypeConverter
{
    private static readonly Dictionary<Type, string> NameOf = new()
    {
        [typeof(FieldProblem)] = "CallQueue.Businesses.FieldProblem,CallQueue.Core",
        [typeof(CallVerbAnswer)] = "CallQueue.Businesses.CallVerbAnswer,CallQueue.Core",
    };

    private static readonly Dictionary<string, Type> TypeOf = NameOf.ToDictionary(one => one.Value, one => one.Key, StringComparer.Ordinal);

    /// <summary>
    /// Versions before this one have no <see cref="UnavailableException"/> and would take it for a fault. It is sent as the storage
    /// exception that they know; once no such version can run any more, it can be sent as itself.
    /// </summary>
    private static readonly string Unavailable = $"{typeof(StorageException).FullName},{typeof(StorageException).Assembly.GetName().Name}";

    public bool TryFormat(Type type, out string formatted)
    {
        formatted = type == typeof(UnavailableException) ? Unavailable : NameOf.GetValueOrDefault(type, "");
        return formatted.Length > 0;
    }

    public bool TryParse(string formatted, out Type type)
    {
        type = TypeOf.GetValueOrDefault(formatted, typeof(object));
        return type != typeof(object);
    }
}
