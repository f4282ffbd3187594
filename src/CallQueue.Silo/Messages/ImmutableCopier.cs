using Orleans.Serialization.Cloning;

namespace CallQueue.Messages;

/// <summary>Between actors of one silo a message is handed over as it is: nobody can change it.</summary>
internal sealed class ImmutableCopier(Func<Type, bool> isMessage) : IGeneralizedCopier
{
    public bool IsSupportedType(Type type) => isMessage(type);

    public object? DeepCopy(object? input, CopyContext context) => input;
}
