using System.Text.Json;
using PhoneNumbers;
using PhoneNumber = CallQueue.PhoneNumber;

namespace CallQueue.Numbers;

/// <summary>Core's table of trunk prefixes, with which it reads what versions before 0.2 stored, and the door for new numbers say the same.</summary>
public sealed class TrunkPrefixTests
{
    private static readonly PhoneNumberUtil Library = PhoneNumberUtil.GetInstance();

    [Theory]
    [InlineData("+4402079460100", "+442079460100")]
    [InlineData("+9109812345678", "+919812345678")]
    [InlineData("+49015112345678", "+4915112345678")]
    [InlineData("+112025550101", "+12025550101")]
    [InlineData("+784951234567", "+74951234567")]
    [InlineData("+5215512345678", "+525512345678")]
    [InlineData("+8201012345678", "+821012345678")]
    [InlineData("+8109012345678", "+819012345678")]
    [InlineData("+442079460100", "+442079460100")]
    [InlineData("+390612345678", "+390612345678")]
    [InlineData("+2250101020304", "+2250101020304")]
    [InlineData("+120255501010", "+120255501010")]
    public void A_stored_number_is_read_in_its_right_spelling(string stored, string right) => Stored(stored).ShouldBe(right);

    [Fact]
    public void Examples_with_and_without_trunk_prefix_are_read_as_the_door_reads_them()
    {
        int former = 0;
        foreach (string region in Library.GetSupportedRegions())
        {
            string prefix = Library.GetNddPrefixForRegion(region, true) ?? "";
            foreach (PhoneNumberType type in Enum.GetValues<PhoneNumberType>())
            {
                if (Library.GetExampleNumberForType(region, type) is not { } example) continue;
                string right = Library.Format(example, PhoneNumberFormat.E164);
                if (NumberReader.Read(right, null).Number?.Value != right) continue;
                Stored(right).ShouldBe(right);
                string with = $"+{example.CountryCode}{prefix}{Library.GetNationalSignificantNumber(example)}";
                if (prefix.Length == 0 || with.Length > 16 || Stored(with) == with) continue;
                former++;
                Stored(with).ShouldBe(right, $"{region} {type}");
                if (NumberReader.Read(with, null).Number is { } read) read.Value.ShouldBe(right, $"{region} {type}");
            }
        }

        former.ShouldBeGreaterThan(400);
    }

    [Fact]
    public void A_number_that_the_door_has_read_stays_as_it_is()
    {
        var random = new Random(7);
        for (int i = 0; i < 100_000; i++)
        {
            if (NumberReader.Read($"+{random.NextInt64(1_000_000, 1_000_000_000_000_000)}", null).Number is { } number) Stored(number.Value).ShouldBe(number.Value);
        }
    }

    private static string Stored(string text) => JsonSerializer.Deserialize<PhoneNumber>($"\"{text}\"").Value;
}
