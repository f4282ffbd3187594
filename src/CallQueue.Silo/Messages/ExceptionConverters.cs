using CallQueue.Hosting;

namespace CallQueue.Messages;

/// <summary>A <see cref="RecordConflictException"/> on its way: exceptions lose members of their own otherwise.</summary>
[GenerateSerializer]
[Alias("CallQueue.RecordConflict")]
internal struct RecordConflictSurrogate
{
    [Id(0)] public string? RecordName;
}

[RegisterConverter]
internal sealed class RecordConflictConverter : IConverter<RecordConflictException, RecordConflictSurrogate>
{
    public RecordConflictException ConvertFromSurrogate(in RecordConflictSurrogate surrogate) => new(surrogate.RecordName ?? "");

    public RecordConflictSurrogate ConvertToSurrogate(in RecordConflictException value) => new() { RecordName = value.RecordName };
}
