namespace CallQueue.Fences;

public sealed class PriceTableTests
{
    private const string Prices = "prefix,price_per_minute\n# Europe\n+44,0.015\n+447;0.03\n\n1\t0.0085\n";

    [Theory]
    [InlineData("+442079460100", "0.015")]
    [InlineData("+447400123456", "0.03")]
    [InlineData("+12025550171", "0.0085")]
    [InlineData("+33142685300", null)]
    public void The_longest_prefix_has_the_price(string number, string? price)
    {
        (PriceTable? table, string? problem) = PriceTable.Parse(Prices);
        problem.ShouldBeNull();
        table!.PerMinute(PhoneNumber.Parse(number)).ShouldBe(price is null ? null : decimal.Parse(price, System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("", "has no line with a prefix and a price per minute")]
    [InlineData("+44,free", "line 1 must be a prefix and a price per minute, such as +44,0.015; got '+44,free'")]
    [InlineData("+44,-1", "line 1 must be")]
    [InlineData("+44,0.01,USD", "line 1 must be")]
    [InlineData("a,1", "line 1 must be")]
    [InlineData("+44,0.01\n44,0.02", "line 2: the prefix '44' appears twice; remove one of them")]
    public void A_wrong_line_is_named(string text, string problem) => PriceTable.Parse(text).Problem!.ShouldStartWith(problem);
}
