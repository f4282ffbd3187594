using System.Text;
using System.Text.Json.Serialization;
using CallQueue.Calls;
using CallQueue.Validation;
using CallQueue.Windows;

namespace CallQueue.Rosters;

/// <summary>A person who is called once a day, at their local time. Stored and sent in this form, with short names: there may be a million.</summary>
public sealed record Contact
{
    /// <summary>The longest id, in characters: with a date behind it, it still names a call.</summary>
    public const int LongestId = 64;

    /// <summary>The longest name, in characters.</summary>
    public const int LongestName = 200;

    /// <summary>All variables, names and values in UTF-8.</summary>
    public const int VariablesBytes = 4 * 1024;

    /// <summary>What is only stored and returned, in UTF-8.</summary>
    public const int DataBytes = 4 * 1024;

    /// <summary>When people are called who named no time [S2.10].</summary>
    public static TimeOnly UsualTime { get; } = new(20, 30);

    /// <summary>Chosen by the app, unique within the business.</summary>
    [JsonPropertyName("i")] public required string Id { get; init; }

    [JsonPropertyName("p")] public required PhoneNumber To { get; init; }

    /// <summary>For people and for the agent; no control characters.</summary>
    [JsonPropertyName("n")] public string? Name { get; init; }

    /// <summary>False: not called.</summary>
    [JsonPropertyName("e")] public bool CallEnabled { get; init; } = true;

    /// <summary>On the clock where the person lives, to the second.</summary>
    [JsonPropertyName("t")] public TimeOnly CallTime { get; init; } = UsualTime;

    /// <summary>The person's IANA zone.</summary>
    [JsonPropertyName("z")] public string TimeZone { get; init; } = "UTC";

    /// <summary>Handed to the agent and put into the message, beside those that all calls of the roster have.</summary>
    [JsonPropertyName("v")] public IReadOnlyDictionary<string, string>? Variables { get; init; }

    /// <summary>Attempts in all; null: as the roster's calls have.</summary>
    [JsonPropertyName("a")] public int? MaxAttempts { get; init; }

    /// <summary>From the end of one attempt to the next; null: as the roster's calls have [S2.47].</summary>
    [JsonPropertyName("r")] public TimeSpan? RetryDelay { get; init; }

    /// <summary>The app's own fields as one JSON object, stored and returned as they came.</summary>
    [JsonPropertyName("d")] public string? Data { get; init; }

    /// <summary>Records compare dictionaries by reference; an upload that changes nothing must not write anything.</summary>
    public bool Equals(Contact? other) =>
        other is not null && Id == other.Id && To == other.To && Name == other.Name && CallEnabled == other.CallEnabled && CallTime == other.CallTime
        && TimeZone == other.TimeZone && MaxAttempts == other.MaxAttempts && RetryDelay == other.RetryDelay && Data == other.Data
        && HasSame(Variables ?? None, other.Variables ?? None);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Id, To, CallTime, TimeZone);

    /// <summary>The id only: this may end up in a log.</summary>
    public override string ToString() => $"contact {Id}";

    /// <summary>Its problem; null without one. Fields have the API's names.</summary>
    public FieldProblem? FindProblem(int? index) =>
        FindIdProblem(Id) is { } id ? new FieldProblem("id", id, index)
        : string.IsNullOrEmpty(To.Value) ? new FieldProblem("phone_number", "is missing", index)
        : Name is not null && (Name.Length > LongestName || Name.Any(char.IsControl)) ? new FieldProblem("name", $"must be at most {LongestName} characters and must not hold control characters", index)
        : CallTime.Ticks % TimeSpan.TicksPerSecond != 0 ? new FieldProblem("call_time", $"must be a whole second; got {CallTime:HH':'mm':'ss'.'fff}", index)
        : TimeZone is null || !TimeZones.Exists(TimeZone) ? new FieldProblem("local_tz", $"'{TimeZone}' is not an IANA time zone; write one such as Europe/Berlin", index)
        : SizeOf(Variables) > VariablesBytes ? new FieldProblem("variables", $"must be at most {VariablesBytes / 1024} KB in total", index)
        : Data is not null && Encoding.UTF8.GetByteCount(Data) > DataBytes ? new FieldProblem("data", $"must be at most {DataBytes / 1024} KB", index)
        : new RetryPolicy { MaxAttempts = MaxAttempts ?? 1, Delay = RetryDelay ?? TimeSpan.Zero }.FindProblem() is { } retry ? new FieldProblem(retry.Field, retry.Problem, index)
        : null;

    /// <summary>Why a text can't be a contact's id; null when it can.</summary>
    public static string? FindIdProblem(string? id) =>
        !Identifier.IsValid(id, out string? problem) ? problem : id.Length > LongestId ? $"must be at most {LongestId} characters" : null;

    private static IReadOnlyDictionary<string, string> None { get; } = new Dictionary<string, string>();

    private static bool HasSame(IReadOnlyDictionary<string, string> one, IReadOnlyDictionary<string, string> other) =>
        one.Count == other.Count && one.All(pair => other.TryGetValue(pair.Key, out string? value) && value == pair.Value);

    private static int SizeOf(IReadOnlyDictionary<string, string>? variables) =>
        (variables ?? None).Sum(pair => Encoding.UTF8.GetByteCount(pair.Key) + Encoding.UTF8.GetByteCount(pair.Value));
}
