using Microsoft.Extensions.DependencyInjection;

namespace CallQueue.Gateway.Tests;

public sealed class GatewayOptionsTests
{
    [Theory]
    [InlineData("https://dialer.example.com", true)]
    [InlineData("http://127.0.0.1:8000/prefix/", true)]
    [InlineData("dialer.example.com", false)]
    [InlineData("ftp://dialer.example.com", false)]
    [InlineData("https://dialer.example.com?x=1", false)]
    [InlineData("https://dialer.example.com#rc=5", false)]
    public void A_public_url_is_a_base_that_a_path_can_follow(string url, bool fine)
    {
        var options = new GatewayOptions { PublicUrl = url };
        (options.FindProblem() is null).ShouldBe(fine);
        if (!fine) Should.Throw<ArgumentException>(() => new ServiceCollection().AddCallQueueGateway(options));
    }
}
