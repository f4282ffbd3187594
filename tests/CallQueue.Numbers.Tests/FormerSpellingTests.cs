using System.Globalization;
using System.Text.Json;
using PhoneNumbers;
using PhoneNumber = CallQueue.PhoneNumber;

namespace CallQueue.Numbers;

/// <summary>Numbers that earlier versions stored as they were written inside Argentina, Brazil and Rwanda, against the library's metadata.</summary>
public sealed class FormerSpellingTests
{
    private static readonly PhoneNumberUtil Library = PhoneNumberUtil.GetInstance();

    [Theory]
    [InlineData("+541115234567 89", "+5491123456789")]
    [InlineData("+542201512345 67", "+5492201234567")]
    [InlineData("+542202151234 56", "+5492202123456")]
    [InlineData("+541123456789", "+541123456789")]
    [InlineData("+5491123456789", "+5491123456789")]
    [InlineData("+550151133334444", "+551133334444")]
    [InlineData("+55211133334444", "+55211133334444")]
    [InlineData("+55901133334444", "+551133334444")]
    [InlineData("+5511987654321", "+5511987654321")]
    [InlineData("+2500788123456", "+250788123456")]
    [InlineData("+25006123456", "+25006123456")]
    [InlineData("+250788123456", "+250788123456")]
    public void A_stored_number_is_read_as_it_is_dialed_from_abroad(string stored, string right) =>
        Stored(stored.Replace(" ", "", StringComparison.Ordinal)).ShouldBe(right);

    [Theory]
    [InlineData(54)]
    [InlineData(55)]
    [InlineData(250)]
    public void What_is_read_in_another_spelling_is_what_the_library_reads(int code)
    {
        var random = new Random(code);
        int changed = 0;
        for (int i = 0; i < 60_000; i++)
        {
            string national = (code, i % 3) switch
            {
                (54, _) => $"{Area(random)}15{Digits(random, 8)}"[..12],
                (55, 0) => $"0{random.Next(10, 100)}{Digits(random, 10)}",
                (55, 1) => $"90{Digits(random, 10)}",
                (250, 0) => $"0{Digits(random, 9)}",
                (250, 1) => $"06{Digits(random, 6)}",
                _ => Digits(random, random.Next(8, 13)),
            };
            string text = $"+{code}{national}";
            if (text.Length > 16) continue;
            string stored = Stored(text);
            if (stored == text) continue;
            changed++;
            NumberReading read = NumberReader.Read(text, null);
            if (read.Number is { } number) number.Value.ShouldBe(stored, text);
        }

        changed.ShouldBeGreaterThan(1000);
    }

    [Fact]
    public void Every_country_with_a_country_code_is_assigned_as_in_the_library()
    {
        for (int code = 1; code < 1000; code++)
        {
            bool isAssigned = Library.GetRegionCodeForCountryCode(code) != "ZZ";
            CallingCode.Find(code).IsAssigned.ShouldBe(isAssigned, $"+{code}");
        }
    }

    private static string Area(Random random) => random.Next(3) switch { 0 => "11", 1 => $"2{random.Next(10, 100)}", _ => $"{random.Next(22, 39)}{random.Next(10, 100)}" };

    private static string Digits(Random random, int count) => string.Concat(Enumerable.Range(0, count).Select(_ => random.Next(10).ToString(CultureInfo.InvariantCulture)));

    private static string Stored(string text) => JsonSerializer.Deserialize<PhoneNumber>($"\"{text}\"").Value;
}
