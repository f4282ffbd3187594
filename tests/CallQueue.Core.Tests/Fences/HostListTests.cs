namespace CallQueue.Fences;

public sealed class HostListTests
{
    [Theory] // entry, URL → whether the URL's host is on the list
    [InlineData("app.example.com", "https://app.example.com/hook", true)]
    [InlineData("app.example.com", "https://APP.example.com:8443/hook?x=1", true)]
    [InlineData("app.example.com", "https://app.example.com./hook", true)]
    [InlineData("app.example.com", "https://example.com/hook", false)]
    [InlineData("app.example.com", "https://app.example.com.evil.test/hook", false)]
    [InlineData("app.example.com", "https://evil.test/app.example.com", false)]
    [InlineData("app.example.com", "https://app.example.com@evil.test/", false)]
    [InlineData("*.example.com", "https://a.b.example.com/", true)]
    [InlineData("*.example.com", "https://example.com/", false)]
    [InlineData("*.example.com", "https://badexample.com/", false)]
    [InlineData("192.0.2.7", "http://192.0.2.7:9000/", true)]
    [InlineData("192.0.2.7", "http://192.0.2.70/", false)]
    [InlineData("[2001:db8::1]", "https://[2001:db8::1]/x", true)]
    [InlineData("app.example.com", "not a url", false)]
    [InlineData("app.example.com", "https://app.example.com\\@evil.test/", false)] // Two programs find two hosts in it.
    [InlineData("app.example.com", "https:\\\\app.example.com/", false)]
    [InlineData("app.example.com", "https:/app.example.com/", false)]
    [InlineData("app.example.com", "https://evil.test@app.example.com/", false)]
    [InlineData("app.example.com", "https://app.example.com%2eevil.test/", false)]
    [InlineData("app.example.com", "https://app.exam\tple.com/", false)]
    [InlineData("app.example.com", "https://ａpp.example.com/", false)]
    [InlineData("app.example.com", "https://app.example.com/a@b\\c", true)]
    public void A_url_belongs_to_a_list_by_its_host_alone(string entry, string url, bool isAllowed) =>
        HostList.Allows([entry], url).ShouldBe(isAllowed);

    [Fact]
    public void An_empty_list_allows_nothing() => HostList.Allows([], "https://app.example.com/").ShouldBeFalse();

    [Theory]
    [InlineData("app.example.com", null)]
    [InlineData("*.example.com", null)]
    [InlineData("192.0.2.7", null)]
    [InlineData("https://app.example.com", "https://app.example.com")]
    [InlineData("app.example.com/hook", "app.example.com/hook")]
    [InlineData("*", "'*'")]
    [InlineData("*.192.0.2.7", "*.192.0.2.7")]
    [InlineData("", "''")]
    public void Entries_are_hosts(string entry, string? shown)
    {
        string? problem = HostList.FindProblem("webhook_hosts", ["ok.example.com", entry])?.ToString();
        if (shown is null) problem.ShouldBeNull();
        else problem.ShouldNotBeNull().ShouldContain(shown);
        if (problem is not null) problem.ShouldStartWith("webhook_hosts[1] ");
    }
}
