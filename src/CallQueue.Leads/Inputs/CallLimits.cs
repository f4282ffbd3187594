using System.Text;

namespace CallQueue.Inputs;

/// <summary>Sizes that the contract of calls sets.</summary>
internal static class CallLimits
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

    /// <summary>What <see cref="VariablesBytes"/> counts.</summary>
    public static int SizeOf(IReadOnlyDictionary<string, string> variables) =>
        variables.Sum(pair => Encoding.UTF8.GetByteCount(pair.Key) + Encoding.UTF8.GetByteCount(pair.Value));

    /// <summary>Why a text can't be the address of an answer document; null when it can.</summary>
    public static string? FindUrlProblem(string text) => text switch
    {
        { Length: > UrlLength } => $"must be at most {UrlLength} characters; got {text.Length}",
        _ when !Uri.TryCreate(text, UriKind.Absolute, out Uri? url) || url.Scheme is not ("http" or "https") =>
            $"must be an absolute http or https URL, such as https://app.example.com/answer{ShownText.Got(text)}",
        _ => null,
    };
}
