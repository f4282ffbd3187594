namespace CallQueue.Carriers;

public sealed class CallbacksTests
{
    private static readonly Callbacks Ours = Callbacks.ForTwilio("https://dialer.example.com/");

    [Fact]
    public void A_status_url_names_the_attempt_and_asks_for_retries()
    {
        Ours.StatusUrl(Some.Attempt(3, "acme~r1-7", "abc")).ShouldBe(
            "https://dialer.example.com/webhooks/twilio/status?call=acme~r1-7&attempt=3&token=abc#rc=5&rp=all&ct=2000&rt=3000&tt=15000");
    }

    [Fact]
    public void Plivo_urls_carry_its_own_name_and_limits()
    {
        Callbacks.ForPlivo("https://d.example.com/base").AnswerUrl(Some.Attempt()).ShouldBe(
            "https://d.example.com/base/webhooks/plivo/answer?call=acme~r1-0&attempt=1&token=t0k#rc=2&rp=all&ct=2000&rt=5000&tt=15000");
    }

    [Theory]
    [InlineData("acme~r1-7")]
    [InlineData("a.b-c_d:e@f+g~lead 7/8&x=ü#%?")]
    public void What_was_built_reads_back(string call)
    {
        var attempt = new AttemptRef(CallId.Parse(call), 12, "a+b/c==");
        string url = Ours.StatusUrl(attempt);
        string query = url[url.IndexOf('?', StringComparison.Ordinal)..url.IndexOf('#', StringComparison.Ordinal)];

        CallbackQuery.TryRead(query, out AttemptRef? read).ShouldBeTrue();
        read.ShouldBe(attempt);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("?call=acme~x&attempt=1")]
    [InlineData("?call=acme~x&attempt=0&token=t")]
    [InlineData("?call=acme~x&attempt=-1&token=t")]
    [InlineData("?call=acme~x&attempt=99999999999&token=t")]
    [InlineData("?call=acme&attempt=1&token=t")]
    [InlineData("?call=~x&attempt=1&token=t")]
    [InlineData("?call=a%20b~x&attempt=1&token=t")]
    [InlineData("?call=acme~&attempt=1&token=t")]
    public void A_query_that_names_no_possible_attempt_is_refused(string? query) =>
        CallbackQuery.TryRead(query, out _).ShouldBeFalse();

    [Theory]
    [InlineData("https://Dialer.example.com:443/", "/webhooks/twilio/status?a=%7E", "https://Dialer.example.com:443/webhooks/twilio/status?a=%7E")]
    [InlineData("https://d.example.com/base", "/base/webhooks/x", "https://d.example.com/base/webhooks/x")]
    [InlineData("https://d.example.com/base", "/webhooks/x", "https://d.example.com/base/webhooks/x")]
    public void The_signed_url_keeps_every_byte_and_the_path_prefix(string publicUrl, string target, string expected) =>
        Callbacks.ForTwilio(publicUrl).UrlAsSigned(target).ShouldBe(expected);
}
