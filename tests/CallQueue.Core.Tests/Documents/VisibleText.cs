namespace CallQueue.Documents;

/// <summary>A text that a person may read: a string literal, a comment, or a whole document.</summary>
/// <param name="File">The path from the repository's root.</param>
/// <param name="Line">The line on which it begins, 1 is the first.</param>
/// <param name="Text">The text, with its line breaks.</param>
/// <param name="IsLiteral">A string literal of the source.</param>
internal sealed record VisibleText(string File, int Line, string Text, bool IsLiteral);
