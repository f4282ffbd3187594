using System.Text;
using CallQueue.Validation;

namespace CallQueue.Calls;

/// <summary>The sizes and ranges of what a call may have.</summary>
public static class CallLimits
{
    /// <summary>All variables of a call, names and values in UTF-8.</summary>
    public const int VariablesBytes = 32 * 1024;

    /// <summary>All fields of a call that are only stored and returned, as JSON in UTF-8.</summary>
    public const int DataBytes = 32 * 1024;

    /// <summary>A spoken message, in characters.</summary>
    public const int MessageLength = 4000;

    /// <summary>Voices and flow names, in characters.</summary>
    public const int NameLength = 200;

    /// <summary>Addresses, in characters.</summary>
    public const int UrlLength = 2048;

    /// <summary>A reference to the person's consent, in characters.</summary>
    public const int ConsentLength = 128;

    /// <summary>How long it may ring.</summary>
    public static Limits<TimeSpan> RingTimeout { get; } = new(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(600));

    /// <summary>How long a call may last after the answer.</summary>
    public static Limits<TimeSpan> MaxDuration { get; } = new(TimeSpan.FromSeconds(1), TimeSpan.FromHours(24));

    /// <summary>Attempts in all, the first included.</summary>
    public static Limits<int> Attempts { get; } = new(1, 100);

    /// <summary>Attempts after the first.</summary>
    public static Limits<int> Retries { get; } = new(Attempts.Min - 1, Attempts.Max - 1);

    /// <summary>From the end of one attempt to the next.</summary>
    public static Limits<TimeSpan> RetryDelay { get; } = new(TimeSpan.Zero, TimeSpan.FromDays(30));

    /// <summary>How many times the delay before each further delay is.</summary>
    public static Limits<double> RetryFactor { get; } = new(1, 10);

    /// <summary>What <see cref="VariablesBytes"/> counts.</summary>
    public static int SizeOf(IReadOnlyDictionary<string, string> variables) =>
        (variables ?? throw new ArgumentNullException(nameof(variables))).Sum(pair => Encoding.UTF8.GetByteCount(pair.Key) + Encoding.UTF8.GetByteCount(pair.Value));

    /// <summary>Why a text can't be a reference to a person's consent; null when it can.</summary>
    public static string? FindConsentProblem(string text) =>
        text.Length is 0 or > ConsentLength ? $"must have 1 to {ConsentLength} characters; got {text.Length}"
        : text.Any(char.IsControl) ? "must not hold control characters"
        : null;

    /// <summary>Why a text can't be the address of an answer document; null when it can.</summary>
    public static string? FindUrlProblem(string text) => text switch
    {
        { Length: > UrlLength } => $"must be at most {UrlLength} characters; got {text.Length}",
        _ when !Uri.TryCreate(text, UriKind.Absolute, out Uri? url) || url.Scheme is not ("http" or "https") =>
            $"must be an absolute http or https URL, such as https://app.example.com/answer{ShownText.Got(text)}",
        _ => null,
    };
}
