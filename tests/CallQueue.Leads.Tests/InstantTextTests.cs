using CallQueue.Inputs;

namespace CallQueue.Leads.Tests;

/// <summary>Times as databases and programs write them; day and month are never guessed.</summary>
public sealed class InstantTextTests
{
    [Theory]
    [InlineData("2027-06-01T09:00:00+02:00")]
    [InlineData("2027-06-01T09:00:00+0200")]
    [InlineData("2027-06-01T09:00:00+02")]
    [InlineData("2027-06-01 09:00:00+02")]
    [InlineData("2027-06-01 09:00:00.000+02")]
    [InlineData("2027-06-01 09:00:00 +0200")]
    [InlineData("2027-06-01 09:00+02:00")]
    [InlineData("2027-06-01 07:00:00 UTC")]
    [InlineData("2027-06-01 07:00:00 Z")]
    [InlineData("2027-06-01t07:00:00z")]
    [InlineData("20270601T070000Z")]
    [InlineData("20270601T0900+02")]
    [InlineData("2027-06-01T02:00-05")]
    public void An_instant_with_an_offset_is_the_same_in_every_form(string text)
    {
        InstantText.Parse(text).ShouldBe(new DateTimeOffset(2027, 6, 1, 7, 0, 0, TimeSpan.Zero));
        InstantText.ParseLocal(text).ShouldBeNull();
    }

    [Theory]
    [InlineData("2027-06-01T09:00")]
    [InlineData("2027-06-01 09:00:00")]
    [InlineData("20270601T0900")]
    public void A_time_without_an_offset_is_local(string text) => InstantText.ParseLocal(text).ShouldBe(new DateTime(2027, 6, 1, 9, 0, 0));

    [Theory]
    [InlineData("2027-06-01")]
    [InlineData("06/01/2027 09:00")]
    [InlineData("2027-06-01T09")]
    [InlineData("2027-06-01T24:00")]
    [InlineData("2027-06-01 09:00 PM")]
    [InlineData("2027-06-01T09:00:00 CET")]
    [InlineData("46000.5")]
    [InlineData("1811833200")]
    [InlineData("")]
    public void Anything_else_is_refused(string text) => InstantText.Parse(text).ShouldBeNull();
}
