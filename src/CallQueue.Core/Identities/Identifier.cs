using System.Diagnostics.CodeAnalysis;

namespace CallQueue;

/// <summary>
/// The rule for names that callers choose (businesses, runs, calls): 1 to 128 of letters, digits, '.', '-', '_', ':', '@'
/// and '+'. The separator '~' between a business and a name, and '/', never occur in them.
/// </summary>
public static class Identifier
{
    /// <summary>The longest name, in characters.</summary>
    public const int MaxLength = 128;

    /// <summary>Between a business and a name in the keys of its actors.</summary>
    public const char Separator = '~';

    /// <summary>Whether <paramref name="text"/> may name something; if not, <paramref name="problem"/> says why.</summary>
    public static bool IsValid([NotNullWhen(true)] string? text, [NotNullWhen(false)] out string? problem)
    {
        problem = text switch
        {
            null or "" => "must not be empty",
            { Length: > MaxLength } => $"must be at most {MaxLength} characters",
            _ when !text.All(IsAllowed) => "may hold only letters, digits and . - _ : @ +",
            _ => null,
        };
        return problem is null;
    }

    internal static string Checked(string text, string parameter) =>
        IsValid(text, out string? problem) ? text : throw new ArgumentException($"'{text}' {problem}", parameter);

    internal static (string Business, string Name) Split(string text)
    {
        int at = text.IndexOf(Separator, StringComparison.Ordinal);
        return at > 0 ? (text[..at], text[(at + 1)..]) : throw new FormatException($"'{text}' is not business{Separator}name");
    }

    internal static bool IsAllowed(char c) => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or ':' or '@' or '+';
}
