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
    [InlineData("acme~rec@20260302T093000Z")]
    [InlineData("acme~a+b:c")]
    [InlineData("a.b-c_d:e@f+g~lead 7/8&x=ü#%?")]
    public void What_was_built_reads_back(string call)
    {
        var attempt = new AttemptRef(CallId.Parse(call), 12, "a+b/c==");
        string url = Ours.StatusUrl(attempt);
        string query = url[url.IndexOf('?', StringComparison.Ordinal)..url.IndexOf('#', StringComparison.Ordinal)];

        CallbackQuery.TryRead(query, out AttemptRef? read).ShouldBeTrue();
        read.ShouldBe(attempt);
        query.ShouldAllBe(c => char.IsAsciiLetterOrDigit(c) || "-._~?&=".Contains(c, StringComparison.Ordinal), "nothing that anybody would escape");
    }

    [Theory]
    [InlineData("twilio")]
    [InlineData("plivo")]
    public void What_a_carrier_or_proxy_does_to_the_query_is_undone(string carrier)
    {
        Callbacks callbacks = carrier == "twilio" ? Callbacks.ForTwilio("https://d.example.com") : Callbacks.ForPlivo("https://d.example.com");
        foreach (string call in (string[])["acme~r1-7", "acme~a+b:c@d", "a.b-c~lead 7/8&x=\u00fc#%?"])
        {
            var attempt = new AttemptRef(CallId.Parse(call), 2, "0123456789abcdef01234567");
            string given = new Uri(callbacks.StatusUrl(attempt)).Query;
            string[] parts = given[1..].Split('&');
            string[] arrivals =
            [
                given,
                given.Replace("~", "%7E", StringComparison.Ordinal),
                given.Replace("~", "%7e", StringComparison.Ordinal),
                given.Replace("~", "%257E", StringComparison.Ordinal),
                given.Replace("-", "%2D", StringComparison.Ordinal),
                "?" + string.Join('&', parts.Reverse()),
                given + "&",
                given + "&empty=&_=1",
                "?x=&" + given[1..],
                given.Replace("&", "&amp;", StringComparison.Ordinal),
                given.Replace("&", "&&", StringComparison.Ordinal),
            ];
            foreach (string arrived in arrivals)
            {
                CallbackQuery.TryRead(arrived, out AttemptRef? read).ShouldBeTrue(arrived);
                read.ShouldBe(attempt, arrived);
            }
        }
    }

    [Fact]
    public void Queries_of_calls_that_are_live_during_an_update_are_still_read()
    {
        CallbackQuery.TryRead("?call=acme~rec%4020260302T093000Z&attempt=1&token=t0k", out AttemptRef? read).ShouldBeTrue();
        read!.Call.Name.ShouldBe("rec@20260302T093000Z");
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
    [InlineData("https://Dialer.example.com:443/", "/webhooks/twilio/status?a=%7E", "https://dialer.example.com/webhooks/twilio/status?a=%7E")]
    [InlineData("https://dialer.example.com:8443", "/webhooks/x?%7e", "https://dialer.example.com:8443/webhooks/x?%7e")]
    [InlineData("http://dialer.example.com:80", "/webhooks/x", "http://dialer.example.com/webhooks/x")]
    [InlineData("https://b\u00fccher.example/", "/webhooks/x", "https://xn--bcher-kva.example/webhooks/x")]
    [InlineData("https://[2001:DB8::1]:8443", "/webhooks/x", "https://[2001:db8::1]:8443/webhooks/x")]
    [InlineData("https://d.example.com/a/b//", "/a/b/webhooks/x", "https://d.example.com/a/b/webhooks/x")]
    [InlineData("https://d.example.com/a/b", "/a/webhooks/x", "https://d.example.com/a/b/a/webhooks/x")]
    [InlineData("https://d.example.com/caf\u00e9", "/caf%c3%a9/webhooks/x", "https://d.example.com/caf%C3%A9/webhooks/x")]
    [InlineData("https://d.example.com/webhooks", "/webhooks/twilio/status?a", "https://d.example.com/webhooks/webhooks/twilio/status?a")]
    [InlineData("https://d.example.com/webhooks", "/webhooks/webhooks/twilio/status?a", "https://d.example.com/webhooks/webhooks/twilio/status?a")]
    [InlineData("https://d.example.com/api", "/api/webhooks/twilio/status", "https://d.example.com/api/webhooks/twilio/status")]
    [InlineData("https://d.example.com/api", "/api/webhooks/call", "https://d.example.com/api/api/webhooks/call")]
    [InlineData("https://d.example.com/base", "/base/webhooks/x", "https://d.example.com/base/webhooks/x")]
    [InlineData("https://d.example.com/base", "/webhooks/x", "https://d.example.com/base/webhooks/x")]
    public void The_signed_url_keeps_every_byte_and_the_path_prefix(string publicUrl, string target, string expected) =>
        Callbacks.ForTwilio(publicUrl).UrlAsSigned(target).ShouldBe(expected);
}
