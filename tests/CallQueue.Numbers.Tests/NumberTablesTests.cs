using System.Runtime.CompilerServices;

namespace CallQueue.Numbers;

/// <summary>Keeps Core's tables of countries and risks equal to the library's metadata. UPDATE=1 writes them.</summary>
public sealed class NumberTablesTests
{
    [Fact]
    public void The_countries_are_those_of_the_library() => Same("number-countries.txt", NumberTables.Countries());

    [Fact]
    public void The_premium_and_personal_numbers_are_those_of_the_library() => Same("number-risks.txt", NumberTables.Risks());

    private static void Same(string name, string made)
    {
        string file = Path.Combine(Folder(), name);
        if (Environment.GetEnvironmentVariable("UPDATE") == "1") File.WriteAllText(file, made);
        File.ReadAllText(file).ReplaceLineEndings("\n").ShouldBe(made, $"{name} differs from the metadata of libphonenumber; run this test with UPDATE=1 and look at the difference");
    }

    private static string Folder([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "src", "CallQueue.Core", "Fences");
}
