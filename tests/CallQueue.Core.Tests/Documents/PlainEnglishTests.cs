using System.Text.RegularExpressions;

namespace CallQueue.Documents;

/// <summary>Texts for people use the words of the field: no string, comment or document in the repository has one of the banned phrases.</summary>
public sealed class PlainEnglishTests
{
    [Fact]
    public void No_text_of_the_source_has_a_banned_phrase()
    {
        List<VisibleText> texts = [.. SourceFiles().SelectMany(file => SourceTexts.Of(file, File.ReadAllText(Repository.PathOf(file))))];

        texts.Count(text => text.IsLiteral).ShouldBeGreaterThan(2_000);
        texts.Count(text => !text.IsLiteral).ShouldBeGreaterThan(2_000);
        texts.SelectMany(BannedPhrases.FindIn).ShouldBeEmpty();
    }

    [Fact]
    public void No_document_has_a_banned_phrase()
    {
        List<VisibleText> texts = [.. DocumentFiles().Select(file => new VisibleText(file, 1, File.ReadAllText(Repository.PathOf(file)), IsLiteral: false))];

        texts.Count.ShouldBeGreaterThan(5);
        texts.SelectMany(BannedPhrases.FindIn).ShouldBeEmpty();
    }

    /// <summary>The check itself is checked: a sentence in every kind of literal and comment is found, with its line.</summary>
    [Theory]
    [InlineData("string a = \"slots is no setting\";", 1)]
    [InlineData("\nstring a = @\"'a' stands\nin the request twice\";", 2)]
    [InlineData("string a = $\"{1} is told that it has ended\";", 1)]
    [InlineData("\n\nstring a = $\"{1}{(true ? \"the account takes no calls\" : \"\")}\";", 3)]
    [InlineData("string a = \"\"\"\n    The app hears of it.\n    \"\"\";", 2)]
    [InlineData("string a = $$\"\"\"{{1}} must be a text\"\"\";", 1)]
    [InlineData("var a = \"the page lies in the store\"u8;", 1)]
    [InlineData("/// <summary>Where it stands\n/// now.</summary>\nclass A;", 1)]
    [InlineData("/// <summary>The app\n/// is\n/// told.</summary>\nclass A;", 2)]
    [InlineData("// It may be that nobody knows.", 1)]
    [InlineData("/* there are as many keys\n as there can be */", 1)]
    public void A_planted_phrase_is_found(string source, int line)
    {
        string found = SourceTexts.Of("Planted.cs", source).SelectMany(BannedPhrases.FindIn).ShouldHaveSingleItem();

        found.ShouldStartWith($"Planted.cs:{line}: ");
        found.ShouldContain("; write ");
    }

    [Theory]
    [InlineData("string a = \"there is no run 'x'\";")]
    [InlineData("string a = \"it is no longer stored\";")]
    [InlineData("string a = \"stand-alone and standard\";")]
    [InlineData("bool isTold = true; // An identifier is not a text.")]
    public void Good_English_is_not_banned(string source) =>
        SourceTexts.Of("Planted.cs", source).SelectMany(BannedPhrases.FindIn).ShouldBeEmpty();

    [Fact]
    public void Every_phrase_and_every_exception_is_of_use()
    {
        foreach (BannedPhrase phrase in BannedPhrases.All)
            phrase.Pattern.IsMatch(phrase.Example).ShouldBeTrue(phrase.Example);
        List<VisibleText> texts = [
            .. SourceFiles().SelectMany(file => SourceTexts.Of(file, File.ReadAllText(Repository.PathOf(file)))),
            .. DocumentFiles().Select(file => new VisibleText(file, 1, File.ReadAllText(Repository.PathOf(file)), IsLiteral: false)),
        ];
        foreach (QuotedWords quoted in BannedPhrases.Quoted)
            texts.ShouldContain(text => quoted.IsIn(text), $"{quoted.File} no longer has '{quoted.Words}'");
    }

    private static IEnumerable<string> SourceFiles() => Files("src", "*.cs");

    private static IEnumerable<string> DocumentFiles() => [
        .. Directory.EnumerateFiles(Repository.PathOf("."), "*.md").Select(path => Path.GetFileName(path)),
        .. Files("docs", "*.md"),
    ];

    private static IEnumerable<string> Files(string folder, string pattern)
    {
        string root = Repository.PathOf(".");
        return Directory.EnumerateFiles(Repository.PathOf(folder), pattern, SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(root, path).Replace('\\', '/'))
            .Where(path => !Regex.IsMatch(path, "/(?:bin|obj)/"))
            .Order(StringComparer.Ordinal);
    }
}
