namespace CallQueue.Carriers.Simulated;

public sealed class OutcomeMixTests
{
    [Fact]
    public void Weights_are_read_and_divide_the_chances()
    {
        OutcomeMix.TryParse("completed=1, busy=3", out OutcomeMix? mix, out _).ShouldBeTrue();
        mix.At(0).ShouldBe(Outcome.Completed);
        mix.At(0.2499).ShouldBe(Outcome.Completed);
        mix.At(0.25).ShouldBe(Outcome.Busy);
        mix.At(0.9999).ShouldBe(Outcome.Busy);
    }

    [Theory]
    [InlineData("")]
    [InlineData("completed")]
    [InlineData("completed=0")]
    [InlineData("completed=-1")]
    [InlineData("teleported=1")]
    public void What_is_no_mix_is_refused_with_a_reason(string text)
    {
        OutcomeMix.TryParse(text, out _, out string? problem).ShouldBeFalse();
        problem.ShouldNotBeNullOrEmpty();
    }
}
