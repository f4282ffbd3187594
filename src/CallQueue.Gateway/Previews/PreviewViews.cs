using System.Text.Json.Serialization;
using CallQueue.Businesses;
using CallQueue.Searches;

namespace CallQueue.Previews;

/// <summary>What a command would do. Nothing was changed.</summary>
/// <param name="Preview">The token that confirms it.</param>
/// <param name="ExpiresAt">When the token ends.</param>
/// <param name="Command">What is previewed, such as run.stop.</param>
/// <param name="MoreRuns">How many runs are left out; absent when none is.</param>
/// <param name="Sample">Some of the calls.</param>
internal sealed record PreviewView(
    string Preview, DateTimeOffset ExpiresAt, string Command, PreviewWould Would, IReadOnlyList<PreviewRun> Runs,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? MoreRuns, IReadOnlyList<FoundCallView> Sample);

/// <summary>How many calls the command would do what to; absent: the command does no such thing.</summary>
internal sealed record PreviewWould(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Canceled,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Held,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Released,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Dialing,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? HungUp,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Left,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Removed)
{
    public static PreviewWould Of(PreviewEffect effect) => new(effect.Canceled, effect.Held, effect.Released, effect.Dialing, effect.HungUp, effect.Left, effect.Removed);
}

/// <summary>A run with calls that the command would touch.</summary>
internal sealed record PreviewRun(string RunId, long Waiting, long Active)
{
    public static PreviewRun Of(PreviewedRun run) => new(run.Name, run.Waiting, run.Live);
}

/// <summary>What had changed between a preview and its command.</summary>
internal sealed record ChangedSince(long GoneLive, long Ended, long Submitted)
{
    /// <summary>Null where there was no preview.</summary>
    public static ChangedSince? Of(ConfirmAnswer? answer) => answer is null ? null : new(answer.Since.GoneLive, answer.Since.Ended, answer.Since.Submitted);
}
