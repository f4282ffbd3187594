using System.Buffers;
using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.Codecs;
using Orleans.Serialization.Serializers;
using Orleans.Serialization.WireProtocol;

namespace CallQueue.Messages;

/// <summary>
/// The lists that the compiler makes for collection expressions, where a message is one: their types have no constructor
/// that could be read into and no name that lasts. They travel as arrays.
/// </summary>
internal sealed class ListsAsArrays : IGeneralizedCodec
{
    public static bool IsMadeByCompiler(Type type) =>
        type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false) && type.IsGenericType && type.IsAssignableTo(typeof(ICollection));

    public bool IsSupportedType(Type type) => IsMadeByCompiler(type);

    public void WriteField<TBufferWriter>(ref Writer<TBufferWriter> writer, uint fieldIdDelta, [AllowNull] Type expectedType, object? value) where TBufferWriter : IBufferWriter<byte>
    {
        var list = (ICollection)value!;
        Array array = Array.CreateInstance(list.GetType().GetGenericArguments()[0], list.Count);
        list.CopyTo(array, 0);
        writer.Session.CodecProvider.GetCodec(array.GetType()).WriteField(ref writer, fieldIdDelta, expectedType, array);
    }

    public object? ReadValue<TInput>(ref Reader<TInput> reader, Field field) => throw new NotSupportedException($"{field.FieldType} is not supported in messages");
}
