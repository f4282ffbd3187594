namespace CallQueue.Businesses.Leases;

public sealed class GeneratedNamesTests
{
    [Fact]
    public void The_first_is_one_and_it_may_be_given_out_once_its_reserve_is_on_record()
    {
        var numbers = new GeneratedNames(0);
        long first = numbers.Take();
        (first, numbers.MayGive(first)).ShouldBe((1, false));
        numbers.Committed(numbers.Reserved);
        numbers.MayGive(first).ShouldBeTrue();
        numbers.MayGive(numbers.Take()).ShouldBeTrue();
    }

    [Fact]
    public void After_a_crash_no_number_comes_again_that_may_have_been_given_out()
    {
        var numbers = new GeneratedNames(0);
        HashSet<long> given = [];
        for (int crash = 0; crash < 5; crash++)
        {
            for (int i = 0; i < 100; i++)
            {
                long number = numbers.Take();
                if (!numbers.MayGive(number)) numbers.Committed(numbers.Reserved);
                given.Add(number).ShouldBeTrue();
            }

            numbers = new GeneratedNames(numbers.Reserved);
        }
    }
}
