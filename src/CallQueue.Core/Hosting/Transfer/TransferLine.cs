using CallQueue.Hosting.Local;

namespace CallQueue.Hosting.Transfer;

/// <summary>A line between the header and the trailer: a record when it has a name, else an alarm.</summary>
/// <param name="Data">A part of the line where it is JSON.</param>
internal readonly record struct TransferLine(ActorAddress Actor, string? Name, ReadOnlyMemory<byte> Data, DateTimeOffset DueAt)
{
    /// <exception cref="TransferFileException">It is not such a line.</exception>
    public static TransferLine Parse(ReadOnlyMemory<byte> line, long number)
    {
        var fields = new LineFields(number);
        fields.Read(line);
        return fields.ToLine();
    }
}
