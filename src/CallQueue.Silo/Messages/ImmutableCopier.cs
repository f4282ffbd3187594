using Orleans.Serialization.Cloning;

namespace CallQueue.Messages;

/// <summary>Between actors of one silo messages are passed without a copy, since they are immutable.</summary>
internal sealed class ImmutableCopier(Func<Type, bool> isMessage) : IGeneralizedCopier
{
    public bool IsSupportedType(Type type) => isMessage(type);

    public object? DeepCopy(object? input, CopyContext context) => input;
}
