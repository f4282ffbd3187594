using System.Net;
using CallQueue.Outgoing;

namespace CallQueue.Gateway.Tests.Outgoing;

public sealed class OutgoingPolicyTests
{
    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("1.1.1.1", true)]
    [InlineData("172.15.255.255", true)]
    [InlineData("172.32.0.0", true)]
    [InlineData("2606:4700:4700::1111", true)]
    [InlineData("::ffff:8.8.8.8", true)]
    [InlineData("0.0.0.0", false)]
    [InlineData("10.255.255.255", false)]
    [InlineData("100.64.0.1", false)] // carrier-grade NAT
    [InlineData("127.0.0.1", false)]
    [InlineData("127.255.255.254", false)]
    [InlineData("169.254.169.254", false)] // cloud metadata
    [InlineData("172.16.0.1", false)]
    [InlineData("172.31.255.255", false)]
    [InlineData("192.0.0.8", false)]
    [InlineData("192.0.2.1", false)]
    [InlineData("192.88.99.1", false)]
    [InlineData("192.168.1.1", false)]
    [InlineData("198.19.0.1", false)]
    [InlineData("198.51.100.1", false)]
    [InlineData("203.0.113.1", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("240.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("::", false)]
    [InlineData("::1", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    [InlineData("::127.0.0.1", false)]
    [InlineData("64:ff9b::a00:1", false)] // NAT64 of 10.0.0.1
    [InlineData("2001::1", false)] // Teredo
    [InlineData("2001:db8::1", false)]
    [InlineData("2002:a00:1::", false)] // 6to4 of 10.0.0.1
    [InlineData("3fff::1", false)]
    [InlineData("fc00::1", false)]
    [InlineData("fd12:3456::1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("fe80::1%1", false)]
    [InlineData("fec0::1", false)]
    [InlineData("ff02::1", false)]
    public void Only_addresses_of_the_open_internet_are_public(string address, bool isPublic) =>
        PublicAddresses.Contains(IPAddress.Parse(address)).ShouldBe(isPublic);

    [Theory]
    [InlineData("https://app.example/hooks", true)]
    [InlineData("http://8.8.8.8:8080/", true)]
    [InlineData("http://localhost/", false)]
    [InlineData("http://localhost./", false)]
    [InlineData("http://api.localhost/", false)]
    [InlineData("http://127.0.0.1/", false)]
    [InlineData("http://2130706433/", false)]
    [InlineData("http://0x7f000001/", false)]
    [InlineData("http://017700000001/", false)]
    [InlineData("http://127.1/", false)]
    [InlineData("http://[::1]/", false)]
    [InlineData("http://[::ffff:192.168.0.1]/", false)]
    [InlineData("http://169.254.169.254/latest/meta-data", false)]
    [InlineData("ftp://app.example/", false)]
    [InlineData("file:///etc/passwd", false)]
    [InlineData("hooks", false)]
    public void A_URL_that_names_a_private_address_is_refused_when_it_is_set(string url, bool isFine) =>
        (OutgoingPolicy.PublicOnly.FindUrlProblem(url) is null).ShouldBe(isFine);

    [Theory]
    [InlineData("true", "http://10.9.9.9/", true)]
    [InlineData("TRUE", "http://localhost/", true)]
    [InlineData("false", "http://10.9.9.9/", false)]
    [InlineData(" 10.1.0.0/16 , crm.internal ", "http://10.1.2.3/", true)]
    [InlineData("10.1.0.0/16", "http://10.2.0.1/", false)]
    [InlineData("10.1.0.0/16", "http://[::ffff:10.1.2.3]/", true)]
    [InlineData("localhost", "http://localhost/", true)]
    [InlineData("::1", "http://[::1]/", true)]
    [InlineData("fd00::/8", "http://[fd00::5]/", true)]
    public void An_operator_may_allow_hosts_addresses_and_networks(string allowed, string url, bool isFine) =>
        (OutgoingPolicy.Parse(allowed, out _)!.FindUrlProblem(url) is null).ShouldBe(isFine);

    [Fact]
    public void An_allowed_host_may_be_anywhere_and_others_may_not()
    {
        OutgoingPolicy policy = OutgoingPolicy.Parse("crm.internal", out _)!;
        policy.Allows("CRM.internal.", IPAddress.Parse("10.0.0.1")).ShouldBeTrue();
        policy.Allows("other.internal", IPAddress.Parse("10.0.0.1")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("10.0.0.0/33")]
    [InlineData("http://crm.internal")]
    [InlineData("crm.internal, *")]
    public void A_list_that_cannot_be_read_is_refused(string text)
    {
        OutgoingPolicy.Parse(text, out string? problem).ShouldBeNull();
        problem!.ShouldStartWith("must be true, false");
    }
}
