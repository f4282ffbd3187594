using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CallQueue.Documents;

/// <summary>Finds the string literals (plain, verbatim, raw, UTF-8, and the parts of interpolated ones) and the comments of C# source.</summary>
internal static partial class SourceTexts
{
    public static IEnumerable<VisibleText> Of(string file, string source)
    {
        SyntaxNode root = CSharpSyntaxTree.ParseText(source).GetRoot();
        foreach (SyntaxToken token in root.DescendantTokens().Where(IsText)) yield return new VisibleText(file, LineOf(token.GetLocation()), token.Text, true);

        // Line comments in a row are one text, so that a phrase is found across their ends.
        var comment = new List<SyntaxTrivia>();
        foreach (SyntaxTrivia trivia in root.DescendantTrivia().Where(IsComment))
        {
            if (comment.Count > 0 && LineOf(trivia.GetLocation()) != LineOf(comment[^1].GetLocation()) + 1) yield return Joined(file, comment);
            comment.Add(trivia);
        }

        if (comment.Count > 0) yield return Joined(file, comment);
    }

    private static VisibleText Joined(string file, List<SyntaxTrivia> comment)
    {
        int line = LineOf(comment[0].GetLocation());
        string text = string.Join('\n', comment.Select(trivia => trivia.ToFullString().TrimEnd('\n')));
        comment.Clear();
        return new VisibleText(file, line, Marks().Replace(text, ""), false);
    }

    private static bool IsText(SyntaxToken token) => token.Kind() is SyntaxKind.StringLiteralToken or SyntaxKind.InterpolatedStringTextToken
        or SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken
        or SyntaxKind.Utf8StringLiteralToken or SyntaxKind.Utf8SingleLineRawStringLiteralToken or SyntaxKind.Utf8MultiLineRawStringLiteralToken;

    private static bool IsComment(SyntaxTrivia trivia) => trivia.Kind() is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia
        or SyntaxKind.SingleLineDocumentationCommentTrivia or SyntaxKind.MultiLineDocumentationCommentTrivia;

    private static int LineOf(Location location) => location.GetLineSpan().StartLinePosition.Line + 1;

    [GeneratedRegex(@"^[ \t]*///?[ \t]?", RegexOptions.Multiline)]
    private static partial Regex Marks();
}
