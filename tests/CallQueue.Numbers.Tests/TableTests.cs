using PhoneNumbers;
using PhoneNumber = CallQueue.PhoneNumber;

namespace CallQueue.Numbers;

/// <summary>The table of plain numbers and the library say the same.</summary>
public sealed class TableTests
{
    private static readonly PhoneNumberUtil Library = PhoneNumberUtil.GetInstance();

    [Fact]
    public void The_library_s_example_of_every_region_and_type_is_read_as_the_library_reads_it()
    {
        int seen = 0;
        foreach (string region in Library.GetSupportedRegions())
        {
            foreach (PhoneNumberType type in Enum.GetValues<PhoneNumberType>())
            {
                if (Library.GetExampleNumberForType(region, type) is not { } example) continue;
                seen++;
                string written = Library.Format(example, PhoneNumberFormat.E164);
                bool isWhole = Library.IsPossibleNumberWithReason(example) == PhoneNumberUtil.ValidationResult.IS_POSSIBLE && PhoneNumber.TryParse(written, out _, out _);
                (ShouldAgree(written).Number is not null).ShouldBe(isWhole, $"{region} {type} {written}");
            }
        }

        foreach (int code in Library.GetSupportedGlobalNetworkCallingCodes())
            ShouldAgree(Library.Format(Library.GetExampleNumberForNonGeoEntity(code), PhoneNumberFormat.E164)).Number.ShouldNotBeNull();
        seen.ShouldBeGreaterThan(900);
    }

    [Fact]
    public void Every_prefix_of_every_calling_code_is_read_as_the_library_reads_it()
    {
        var random = new Random(12);
        for (int code = 1; code < 1000; code++)
        {
            if (code is >= 100 and < 1000 && CallingCode.Of($"{code}").IsPrefixOf(code)) continue;
            for (int i = 0; i < 60; i++)
            {
                int length = random.Next(4, 14);
                ShouldAgree($"+{code}{random.Next(1000):000}{random.NextInt64(10_000_000_000):0000000000}"[..(1 + $"{code}".Length + length)]);
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(44)]
    [InlineData(49)]
    [InlineData(52)]
    [InlineData(54)]
    [InlineData(55)]
    [InlineData(91)]
    public void All_first_three_digits_and_lengths_of_large_countries_agree(int code)
    {
        var random = new Random(code);
        for (int prefix = 0; prefix < 1000; prefix++)
        {
            for (int length = 7; length <= 12; length++) ShouldAgree($"+{code}{prefix:000}{random.NextInt64(1_000_000_000):000000000}"[..(1 + $"{code}".Length + length)]);
        }
    }

    [Fact]
    public void Most_plain_numbers_need_no_library()
    {
        string[] plain = ["+12025550101", "+442079460100", "+919812345678", "+4915112345678", "+33123456789", "+5511912345678", "+8613812345678", "+525512345678", "+390612345678"];
        plain.Where(text => CallingCode.Of(text.AsSpan(1)) is { } code && code.IsCertain(text.AsSpan(1 + code.Width))).Count().ShouldBeGreaterThanOrEqualTo(plain.Length - 1);
    }

    [Fact]
    public void National_spellings_of_every_region_are_read_as_the_library_reads_them()
    {
        var random = new Random(5);
        (int quick, int all) = (0, 0);
        foreach (string region in Library.GetSupportedRegions())
        {
            int code = Library.GetCountryCodeForRegion(region);
            foreach (PhoneNumberType type in Enum.GetValues<PhoneNumberType>())
            {
                if (Library.GetExampleNumberForType(region, type) is not { } example) continue;
                string national = Library.GetNationalSignificantNumber(example);
                foreach (string text in (string[])[Library.Format(example, PhoneNumberFormat.NATIONAL), Library.Format(example, PhoneNumberFormat.INTERNATIONAL), national, $"0{national}", $"1{national}", $"{code}{national}", $"00{code}{national}"]) Compare(text, region);
            }

            for (int i = 0; i < 400; i++)
            {
                string digits = $"{random.Next(1000):000}{random.NextInt64(10_000_000_000):0000000000}"[..random.Next(6, 14)];
                Compare(random.Next(3) switch { 0 => $"0{digits}", 1 => $"({digits[..3]}) {digits[3..]}", _ => digits }, region);
            }
        }

        all.ShouldBeGreaterThan(80_000);
        (quick / (double)all).ShouldBeGreaterThan(0.2, "many of them need no library");

        void Compare(string text, string region)
        {
            all++;
            if (NumberReader.TryPlain(text, region) is not { } read) return;
            quick++;
            read.ShouldBe(SpelledNumber.Read(text, region), $"{region} {text}");
        }
    }

    [Theory]
    [InlineData("(202) 555-0101", "US")]
    [InlineData("202.555.0101", "US")]
    [InlineData("1-202-555-0101", "US")]
    [InlineData("07700 900123", "GB")]
    [InlineData("020 7946 0100", "44")]
    [InlineData("098123 45678", "IN")]
    [InlineData("98123-45678", "91")]
    [InlineData("06 12 34 56 78", "FR")]
    [InlineData("0171 1234567", "DE")]
    [InlineData("0412 345 678", "AU")]
    [InlineData("+1 (202) 555-0101", null)]
    [InlineData("+44 20 7946 0100", null)]
    public void Usual_spellings_of_large_countries_need_no_library(string text, string? country) => NumberReader.TryPlain(text, country).ShouldNotBeNull();

    [Theory]
    [InlineData("+44 (0)20 7946 0100", null)]
    [InlineData("+12025550101.0", null)]
    [InlineData("0044 20 7946 0100", "GB")]
    [InlineData("49 171 1234567", "DE")]
    [InlineData("011 44 20 7946 0100", "US")]
    [InlineData("011 91234-5678", "BR")]
    [InlineData("06 6982 1234", "IT")]
    [InlineData("030/901822", "DE")]
    [InlineData("555-0101", "US")]
    public void What_may_have_another_meaning_is_left_to_the_library(string text, string? country) => NumberReader.TryPlain(text, country).ShouldBeNull();

    private static NumberReading ShouldAgree(string text)
    {
        NumberReading quick = NumberReader.Read(text, null);
        quick.ShouldBe(SpelledNumber.Read(text, null), text);
        return quick;
    }
}

file static class Prefixes
{
    public static bool IsPrefixOf(this CallingCode? code, int of) => code is not null && code.Code != of;
}
