using CallQueue.Validation;
using Spectre.Console;

namespace CallQueue.Composition;

/// <summary>Texts of apps and people in tables and bars: brackets are not markup, and control characters are escaped.</summary>
internal static class TerminalText
{
    public static string Of(string text) => Markup.Escape(SafeText.Escaped(text));
}
