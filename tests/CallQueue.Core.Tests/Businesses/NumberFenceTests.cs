using CallQueue.Calls;
using CallQueue.Fences;

namespace CallQueue.Businesses;

/// <summary>Where a business may call: by countries and prefixes, its own and its operator's.</summary>
public sealed class NumberFenceTests
{
    [Theory] // number → country, risk
    [InlineData("+12025550171", "US", NumberRisk.None)]
    [InlineData("+14165550171", "CA", NumberRisk.None)]
    [InlineData("+18765550171", "JM", NumberRisk.None)]
    [InlineData("+18005550171", "+1", NumberRisk.None)]
    [InlineData("+19005550171", "+1", NumberRisk.Premium)]
    [InlineData("+442079460100", "GB", NumberRisk.None)]
    [InlineData("+447781123456", "GG", NumberRisk.None)]
    [InlineData("+441534456789", "JE", NumberRisk.None)]
    [InlineData("+449098790000", "GB", NumberRisk.Premium)]
    [InlineData("+447012345678", "GB", NumberRisk.Personal)]
    [InlineData("+77012345678", "KZ", NumberRisk.None)]
    [InlineData("+79123456789", "RU", NumberRisk.None)]
    [InlineData("+390669812345", "VA", NumberRisk.None)]
    [InlineData("+390612345678", "IT", NumberRisk.None)]
    [InlineData("+919876543210", "IN", NumberRisk.None)]
    [InlineData("+4915112345678", "DE", NumberRisk.None)]
    [InlineData("+49900123456", "DE", NumberRisk.None)]
    [InlineData("+499001123456", "DE", NumberRisk.Premium)]
    [InlineData("+88161234567", null, NumberRisk.Satellite)]
    [InlineData("+870773111632", null, NumberRisk.Satellite)]
    [InlineData("+883510012345", null, NumberRisk.Satellite)]
    [InlineData("+979123456789", null, NumberRisk.Premium)]
    [InlineData("+5351234567", "CU", NumberRisk.HighRisk)]
    [InlineData("+37121234567", "LV", NumberRisk.HighRisk)]
    [InlineData("+37190123456", "LV", NumberRisk.Premium)]
    [InlineData("+999512345678", null, NumberRisk.None)]
    public void A_number_has_a_country_and_a_risk(string number, string? country, object risk)
    {
        NumberRanges.CountryOf(PhoneNumber.Parse(number)).ShouldBe(country);
        NumberRanges.RiskOf(PhoneNumber.Parse(number)).ShouldBe((NumberRisk)risk);
    }

    [Theory] // countries, prefixes → number → whether it may be called
    [InlineData(null, null, "+5351234567", true)]
    [InlineData("US", null, "+12025550171", true)]
    [InlineData("US", null, "+14165550171", false)]
    [InlineData("US", null, "+18005550171", true)]
    [InlineData("GB", null, "+18005550171", false)]
    [InlineData("US", null, "+19005550171", false)]
    [InlineData("US", "+1900", "+19005550171", true)]
    [InlineData("US", "+4420", "+442079460100", true)]
    [InlineData("US", "+4420", "+441614960100", false)]
    [InlineData("", "+4420", "+442079460100", true)]
    [InlineData("", "+4420", "+12025550171", false)]
    [InlineData("*", null, "+442079460100", true)]
    [InlineData("*", null, "+449098790000", false)]
    [InlineData("*", null, "+88161234567", false)]
    [InlineData("*", "+8816", "+88161234567", true)]
    [InlineData("*", null, "+5351234567", false)]
    [InlineData("*,CU", null, "+5351234567", true)]
    [InlineData("LV", null, "+37121234567", true)]
    [InlineData("LV", null, "+37190123456", false)]
    [InlineData("*", null, "+999512345678", true)]
    [InlineData("US", null, "+999512345678", false)]
    public void Countries_and_prefixes_say_who_may_be_called(string? countries, string? prefixes, string number, bool isAllowed)
    {
        var settings = new BusinessSettings { Countries = Split(countries), Prefixes = Split(prefixes) };
        string? problem = NumberFence.FindProblem(PhoneNumber.Parse(number), settings);
        (problem is null).ShouldBe(isAllowed, problem);
        problem?.ShouldNotContain(number, Case.Sensitive, "numbers in errors are masked");

        // The operator's fence says the same.
        settings = new BusinessSettings { Ceilings = new BusinessCeilings { Countries = Split(countries), Prefixes = Split(prefixes) } };
        (NumberFence.FindProblem(PhoneNumber.Parse(number), settings) is null).ShouldBe(isAllowed);
    }

    [Fact]
    public void Both_fences_apply()
    {
        var settings = new BusinessSettings { Countries = ["US", "GB"], Ceilings = new BusinessCeilings { Countries = ["US", "CA"] } };
        NumberFence.FindProblem(PhoneNumber.Parse("+12025550171"), settings).ShouldBeNull();
        NumberFence.FindProblem(PhoneNumber.Parse("+442079460100"), settings).ShouldBe("is in GB (+********0100), and the operator allows countries US, CA; add it to countries, or its prefix to prefixes");
        NumberFence.FindProblem(PhoneNumber.Parse("+14165550171"), settings)!.ShouldStartWith("is in CA");
    }

    [Theory] // number of the business, default_country → countries of a new business
    [InlineData("+12025550199", null, "US")]
    [InlineData("+442079460100", "US", "GB,US")]
    [InlineData(null, "IN", "IN")]
    [InlineData(null, null, "*")]
    [InlineData("+18005550199", null, "*")]
    public void A_new_business_may_call_the_countries_of_its_numbers(string? from, string? country, string countries)
    {
        var settings = new BusinessSettings { Rules = new CallRules { From = from is null ? null : PhoneNumber.Parse(from) }, DefaultCountry = country };
        string.Join(",", Ceilings.Under(settings, isFenced: true).Countries!).ShouldBe(countries);
        Ceilings.Under(settings, isFenced: false).Countries.ShouldBeNull("a business from before there were fences keeps none");
        Ceilings.Under(settings with { Countries = ["FR"] }, isFenced: true).Countries.ShouldBe(["FR"]);
        Ceilings.Under(settings with { Ceilings = new BusinessCeilings { Countries = ["FR"] } }, isFenced: true).Countries.ShouldBeNull("the operator's fence applies alone");
    }

    [Theory] // wanted beyond the operator's countries US and prefixes +4420 → the problem's field
    [InlineData("US", null, null)]
    [InlineData("US,GB", null, "countries[1]")]
    [InlineData("*", null, "countries[0]")]
    [InlineData(null, "+44207", null)]
    [InlineData(null, "+44", "prefixes[0]")]
    [InlineData(null, "+1212", null)]
    [InlineData(null, "+4930", "prefixes[0]")]
    public void A_business_can_narrow_its_fence_and_not_widen_it(string? countries, string? prefixes, string? field)
    {
        var most = new BusinessCeilings { Countries = ["US"], Prefixes = ["+4420"] };
        var held = new BusinessSettings { Ceilings = most };
        CeilingCheck.FindProblem(held with { Countries = Split(countries), Prefixes = Split(prefixes) }, held)?.Field.ShouldBe(field);
        if (field is null) CeilingCheck.FindProblem(held with { Countries = Split(countries), Prefixes = Split(prefixes) }, held).ShouldBeNull();
        else CeilingCheck.FindProblem(held with { Countries = Split(countries), Prefixes = Split(prefixes) }, held).ShouldNotBeNull();
    }

    [Theory]
    [InlineData("USA", "countries[0] must be an ISO 3166 country code such as US, or * for every country; got 'USA'")]
    [InlineData("XX", "countries[0] must be an ISO 3166 country code such as US, or * for every country; got 'XX'")]
    public void Unknown_countries_are_refused(string country, string problem) => new BusinessSettings { Countries = [country] }.FindProblem()!.ToString().ShouldBe(problem);

    [Theory]
    [InlineData("4420")]
    [InlineData("+")]
    [InlineData("+0")]
    [InlineData("+44 20")]
    [InlineData("+1234567890123456")]
    public void A_prefix_is_a_plus_and_digits(string prefix) => new BusinessSettings { Prefixes = [prefix] }.FindProblem()!.Field.ShouldBe("prefixes[0]");

    [Fact]
    public void Looking_up_a_number_allocates_nothing()
    {
        PhoneNumber number = PhoneNumber.Parse("+442079460100");
        NumberRanges.RiskOf(number);
        NumberRanges.CountryOf(number);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1_000; i++)
        {
            NumberRanges.RiskOf(number);
            NumberRanges.CountryOf(number);
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    private static string[]? Split(string? text) => text?.Split(',', StringSplitOptions.RemoveEmptyEntries);
}
