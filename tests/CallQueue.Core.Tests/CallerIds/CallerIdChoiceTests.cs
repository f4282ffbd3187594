namespace CallQueue.CallerIds;

public sealed class CallerIdChoiceTests
{
    private static readonly PhoneNumber London = PhoneNumber.Parse("+442079460001");
    private static readonly PhoneNumber Leeds = PhoneNumber.Parse("+441134960001");
    private static readonly PhoneNumber Chicago = PhoneNumber.Parse("+13125550101");
    private static readonly PhoneNumber Boston = PhoneNumber.Parse("+16175550101");
    private static readonly IReadOnlyList<PhoneNumber> Pool = [London, Leeds, Chicago, Boston];

    [Fact]
    public void Fixed_takes_the_first_that_can_be_used()
    {
        Choose(CallerIdPolicy.Fixed, Pool).ShouldBe(London);
        Choose(CallerIdPolicy.Fixed, [Chicago, Boston]).ShouldBe(Chicago);
        Choose(CallerIdPolicy.Fixed, []).ShouldBeNull();
    }

    [Fact]
    public void Sticky_spreads_people_over_the_pool_and_moves_only_those_whose_number_rests()
    {
        PhoneNumber[] people = [.. Enumerable.Range(1, 1000).Select(Some.Number)];
        PhoneNumber[] before = [.. people.Select(person => Choose(CallerIdPolicy.Sticky, Pool, person)!.Value)];
        foreach (PhoneNumber number in Pool) before.Count(one => one == number).ShouldBeInRange(200, 300);
        PhoneNumber[] after = [.. people.Select(person => Choose(CallerIdPolicy.Sticky, [London, Leeds, Boston], person)!.Value)];
        for (int i = 0; i < people.Length; i++)
            if (before[i] == Chicago) after[i].ShouldNotBe(Chicago);
            else after[i].ShouldBe(before[i]);
    }

    [Theory]
    [InlineData("+442071838750", "+442079460001")]
    [InlineData("+441132000000", "+441134960001")]
    [InlineData("+13127001000", "+13125550101")]
    [InlineData("+16179991000", "+16175550101")]
    public void Local_takes_the_nearest_number_of_the_country(string callee, string expected) =>
        Choose(CallerIdPolicy.Local, Pool, PhoneNumber.Parse(callee)).ShouldBe(PhoneNumber.Parse(expected));

    [Fact]
    public void Local_without_a_number_of_the_country_is_sticky()
    {
        var berlin = PhoneNumber.Parse("+493012345678");
        Choose(CallerIdPolicy.Local, Pool, berlin).ShouldBe(Choose(CallerIdPolicy.Sticky, Pool, berlin));

        // Of several that are equally near, one person always sees the same.
        PhoneNumber[] two = [Chicago, PhoneNumber.Parse("+13125550102")];
        var person = PhoneNumber.Parse("+13127001000");
        Choose(CallerIdPolicy.Local, two, person).ShouldBe(Choose(CallerIdPolicy.Sticky, two, person));
    }

    [Fact]
    public void Round_robin_takes_the_next_of_the_list_and_skips_those_that_rest()
    {
        Choose(CallerIdPolicy.RoundRobin, Pool).ShouldBe(London);
        Choose(CallerIdPolicy.RoundRobin, Pool, last: London).ShouldBe(Leeds);
        Choose(CallerIdPolicy.RoundRobin, Pool, last: Boston).ShouldBe(London);
        Choose(CallerIdPolicy.RoundRobin, [London, Boston], last: London).ShouldBe(Boston);
        Choose(CallerIdPolicy.RoundRobin, [London, Leeds, Boston], last: Leeds).ShouldBe(Boston);
    }

    private static PhoneNumber? Choose(CallerIdPolicy policy, IReadOnlyList<PhoneNumber> usable, PhoneNumber? callee = null, PhoneNumber? last = null) =>
        CallerIdChoice.Choose(policy, usable, Pool, callee ?? Some.Number(), last);
}
