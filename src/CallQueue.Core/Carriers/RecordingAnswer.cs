namespace CallQueue.Carriers;

/// <summary>The carrier's answer to a request for a recording's sound.</summary>
public abstract record RecordingAnswer
{
    private RecordingAnswer() { }

    /// <summary>The sound, to be read once and disposed of.</summary>
    /// <param name="Content">The bytes, as they arrive.</param>
    /// <param name="ContentType">As the carrier says it; one of <see cref="ContentTypes"/>.</param>
    /// <param name="Length">In bytes; null when the carrier does not say.</param>
    public sealed record Found(Stream Content, string ContentType, long? Length) : RecordingAnswer, IAsyncDisposable
    {
        /// <summary>The kinds of sound that are passed on.</summary>
        public static IReadOnlyList<string> ContentTypes { get; } = ["audio/mpeg", "audio/wav", "audio/x-wav"];

        /// <inheritdoc/>
        public ValueTask DisposeAsync() => Content.DisposeAsync();
    }

    /// <summary>The carrier no longer has it, or never had.</summary>
    public sealed record Absent : RecordingAnswer;

    /// <summary>The carrier can't say; ask again.</summary>
    public sealed record Unknown(string Reason) : RecordingAnswer
    {
        /// <summary>At most <see cref="CarrierText.LongestReason"/> characters.</summary>
        public string Reason { get; init => field = CarrierText.Reason(value)!; } = CarrierText.Reason(Reason)!;
    }
}
