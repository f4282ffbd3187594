namespace CallQueue.Identities;

public sealed class IdentitiesTests
{
    [Theory]
    [InlineData("+442071838750", "+442071838750")]
    [InlineData("+44 (20) 7183-8750", null)]
    [InlineData(" +442071838750", null)]
    [InlineData("00442071838750", null)]
    [InlineData("+1234567", "+1234567")]
    [InlineData("+123456789012345", "+123456789012345")]
    [InlineData("+123456", null)]
    [InlineData("+1234567890123456", null)]
    [InlineData("02071838750", null)]
    [InlineData("+0123456789", null)]
    [InlineData("+44x2071838750", null)]
    [InlineData("+٤٤٢٠٧١٨٣٨٧٥٠", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Core_reads_a_telephone_number_in_one_form_only(string? text, string? expected)
    {
        PhoneNumber.TryParse(text, out PhoneNumber number, out string? problem).ShouldBe(expected is not null);
        if (expected is not null) number.Value.ShouldBe(expected);
        (problem is null).ShouldBe(expected is not null);
    }

    [Fact]
    public void A_number_that_slips_into_a_log_is_masked()
    {
        $"{PhoneNumber.Parse("+442071838750")}".ShouldBe("+********8750");
        $"{default(PhoneNumber).Value}".ShouldBe("");
    }

    [Theory]
    [InlineData("a", true)]
    [InlineData("campaign-1.2_x:y@z+w", true)]
    [InlineData("", false)]
    [InlineData("a~b", false)]
    [InlineData("a/b", false)]
    [InlineData("a b", false)]
    [InlineData("é", false)]
    public void Names_hold_what_the_rule_allows(string text, bool isValid) => Identifier.IsValid(text, out _).ShouldBe(isValid);

    [Fact]
    public void Names_have_at_most_128_characters()
    {
        Identifier.IsValid(new string('a', 128), out _).ShouldBeTrue();
        Identifier.IsValid(new string('a', 129), out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData("r", 0)]
    [InlineData("r-7", 12)]
    [InlineData("a.b:c", 9_999_999)]
    public void A_calls_place_in_its_run_is_read_back_from_its_id(string run, int index)
    {
        var id = new RunId(Some.Business, run);
        CallId call = CallId.Parse(CallId.OfRun(id, index).ToString());
        call.InRun().ShouldBe((id, index));
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("r-01")]
    [InlineData("r-")]
    [InlineData("-1")]
    [InlineData("r-1x")]
    public void Other_names_are_no_place_in_a_run(string name) => new CallId(Some.Business, name).InRun().ShouldBeNull();
}
