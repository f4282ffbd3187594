using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using CallQueue.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Orleans.Serialization.Cloning;
using Orleans.Serialization.Configuration;
using Orleans.Serialization.Serializers;

namespace CallQueue.Messages;

/// <summary>
/// How messages between actors travel: Core's immutable records as System.Text.Json, by the same rules on every silo and
/// client. Core itself does not depend on it.
/// </summary>
internal static class ActorMessages
{
    private static readonly Assembly Core = typeof(IActor).Assembly;

    /// <summary>Messages of Core, and of <paramref name="more"/> assemblies whose types are immutable too.</summary>
    public static void AddActorMessages(this IServiceCollection services, params Assembly[] more)
    {
        HashSet<Assembly> ours = [Core, .. more];
        bool IsMessage(Type type) => ours.Contains(type.Assembly) && !typeof(Exception).IsAssignableFrom(type);

        services.AddSerializer(serializer => serializer.AddJsonSerializer(
            type => IsMessage(type) && !ListsAsArrays.IsMadeByCompiler(type), isCopyable: _ => false, options => options.Configure(json => json.SerializerOptions = Json())));
        services.AddSingleton<IGeneralizedCodec, ListsAsArrays>();
        services.AddSingleton<ITypeConverter, MovedTypes>();
        services.AddSingleton<IGeneralizedCopier>(new ImmutableCopier(IsMessage));

        // Exceptions keep their type, and lists keep their element type. PostgreSQL's are the causes of ours; without a name here the answer itself fails.
        services.Configure<ExceptionSerializationOptions>(options => options.SupportedNamespacePrefixes.UnionWith(["CallQueue", "Npgsql"]));
        services.Configure<TypeManifestOptions>(options =>
        {
            foreach (Assembly assembly in ours) options.AddAllowedAssembly(assembly);
        });
        services.AddSingleton<IOutgoingGrainCallFilter, CallFailures>();
    }

    /// <summary>The rules themselves.</summary>
    public static JsonSerializerOptions Json() => new()
    {
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { ClosedTypes.Describe } },
    };
}
