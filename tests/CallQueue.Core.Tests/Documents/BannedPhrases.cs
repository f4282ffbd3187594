using System.Text.RegularExpressions;

namespace CallQueue.Documents;

/// <summary>A phrase of a private dialect.</summary>
/// <param name="Example">A sentence that has it.</param>
/// <param name="Instead">What to write.</param>
internal sealed record BannedPhrase(Regex Pattern, string Example, string Instead);

/// <summary>Words of an existing system that the product must keep.</summary>
/// <param name="File">Where they are.</param>
/// <param name="Words">The banned words with their surroundings.</param>
/// <param name="Reason">Whose words they are.</param>
internal sealed record QuotedWords(string File, string Words, string Reason)
{
    public bool IsIn(VisibleText text) => text.File == File && text.Text.Contains(Words, StringComparison.Ordinal);
}

/// <summary>The phrases that no text for people may have, with the words of the field to write instead.</summary>
internal static class BannedPhrases
{
    // A value of a carrier or of an existing system is quoted, or is a part of a dotted name; our own words are not.
    private const string NotAValue = @"(?<![`""'.])";

    public static IReadOnlyList<BannedPhrase> All { get; } = [
        Phrase(@"(?<!\bthere )\b(?:is|are|was) no (?!longer\b)", "'Mars/Base' is no time zone", "'is not a …' or 'unknown …'"),
        Phrase(@"\bis one thing here and another there\b", "business_id is one thing here and another there", "'has different values in …'"),
        Phrase(@"\b(?:stands|stood)\b", "'a' stands in the request twice", "'is', 'appears' or 'state'"),
        Phrase(@"\b(?:lies\b|lie (?:in|on|within)\b)", "it lies in the store", "'is' or 'is stored'"),
        Phrase(@"\b(?:is|are|was|were|be|been|being|never|not) told\b", "the app is told", "'is notified' or 'receives'"),
        Phrase(@"\b(?:hears? of|hears? about|heard of)\b", "the app hears of it", "'is notified of'"),
        Phrase(@"\b(?:takes?|took) no\b", "the account takes no calls", "'rejects' or 'does not accept'"),
        Phrase(@"\bmay be that\b", "it may be that it rings", "'may'"),
        Phrase(@"\b(?:knows?|knew) of\b", "the run knows of it", "'is aware of' or 'has'"),
        Phrase(@"\bas many (?:\w+ )?as there can be\b", "there are as many keys as there can be", "'limit reached'"),
        Phrase(@"\b(?:must be a text|must hold texts)\b", "name must be a text", "'must be a string'"),
        Phrase(@"\bchange it all the time\b", "others change it all the time", "'too many concurrent updates; not applied, try again'"),
        Phrase(@"\bnothing (?:of \w+(?: \w+)? )?was taken\b", "a field is wrong; nothing was taken", "'nothing was accepted'"),
        Phrase(@"\bdid not get through\b", "the news did not get through", "'failed; will retry'"),
        Phrase(@"\binstead of a picture\b", "lines instead of a picture", "'plain line output'"),
        Phrase(@"\bwaits because of\b", "the rest waits because of the pace", "'waiting for: …'"),
        Phrase(@"\b(?:the log (?:knows|says) more|nobody foresaw|unforeseen)\b", "the log knows more", "'unexpected error; see the log'"),
        Phrase(@"\bopens? (?:everything|nothing)\b", "the key opens everything", "'has full access' or 'is not valid'"),
        Phrase(@"\bfor good\b", "stopped for good", "'permanently'"),
        Phrase(@"\bno (?:proper|valid) (?:JSON|HTTP|Unicode|text)\b", "this is no valid Unicode", "'is not valid …'"),
        Phrase(@"\b(?:that|which|expression) never comes\b", "an expression that never comes", "'never fires'"),
        Phrase($@"{NotAValue}\bcancell(?:ed|ing)\b", "the call was cancelled", "'canceled': one spelling of each state"),
        Phrase($@"{NotAValue}\bno-answer\b", "it ends as no-answer", "'no_answer': one spelling of each state"),
        Phrase($@"{NotAValue}\bin-progress\b", "the call is in-progress", "'in_progress' or 'in progress': one spelling of each state"),
    ];

    public static IReadOnlyList<QuotedWords> Quoted { get; } = [
        new("src/CallQueue.Gateway/Calls/StateWords.cs", "completed, failed, and <c>cancelled</c> in that system", "S0's words"),
        new("src/CallQueue.Gateway/Runs/OutboundJobs.cs", "completed, failed, or <c>cancelled</c> in that system", "S0's words"),
    ];

    /// <summary>Each banned phrase of a text, as <c>file:line: 'phrase'; write …</c>.</summary>
    public static IEnumerable<string> FindIn(VisibleText text)
    {
        string rest = Quoted.Where(quoted => quoted.IsIn(text)).Aggregate(text.Text, (left, quoted) => left.Replace(quoted.Words, new string('·', quoted.Words.Length), StringComparison.Ordinal));
        foreach (BannedPhrase phrase in All)
        {
            foreach (Match match in phrase.Pattern.Matches(rest))
            {
                int line = text.Line + rest.AsSpan(0, match.Index).Count('\n');
                yield return $"{text.File}:{line}: '{Regex.Replace(match.Value, @"\s+", " ").Trim()}' (… {Around(rest, match)} …); write {phrase.Instead}";
            }
        }
    }

    private static string Around(string text, Match match)
    {
        int from = Math.Max(0, match.Index - 30), to = Math.Min(text.Length, match.Index + match.Length + 30);
        return Regex.Replace(text[from..to], @"\s+", " ");
    }

    // A phrase may be broken over two lines.
    private static BannedPhrase Phrase(string pattern, string example, string instead) =>
        new(new Regex(pattern.Replace(" ", @"\s+", StringComparison.Ordinal), RegexOptions.IgnoreCase | RegexOptions.CultureInvariant), example, instead);
}
