using System.Globalization;
using System.Net;
using CallQueue.Cluster;
using CallQueue.Commands;
using CallQueue.Configuration;
using CallQueue.Redis;
using StackExchange.Redis;

namespace CallQueue.Composition;

public sealed class ClusterSettingsTests
{
    private const string Key = "0123456789abcdef0123456789abcdef";

    private static readonly Dictionary<string, string> Twilio = new()
    {
        ["TWILIO_ACCOUNT_SID"] = "AC" + new string('0', 32), ["TWILIO_AUTH_TOKEN"] = "token", ["TWILIO_NUMBER"] = "+15005550006", ["PUBLIC_URL"] = "https://dialer.example.com",
        ["CALLQUEUE_OPERATOR_KEY"] = Key,
    };

    /// <summary>As an environment with nothing but a carrier, a Redis and free ports gives it.</summary>
    internal static ProcessOptions Settings(int redisPort, ServiceRole role, params (string Name, string Value)[] more) => Read(
    [
        ("SERVICE_ROLE", role.ToString()), ("HOST", "127.0.0.1"), ("REDIS_PORT", Text(redisPort)), ("REDIS_HOST", "127.0.0.1"),
        ("SILO_PORT", Text(FreePort.Next())), ("SILO_GATEWAY_PORT", Text(FreePort.Next())), ("PORT", Text(FreePort.Next())), .. more,
    ]);

    [Theory]
    [InlineData("redis://10.0.0.5", "10.0.0.5", 6379, null, null, null, false)]
    [InlineData("redis://10.0.0.5:7000/3", "10.0.0.5", 7000, null, null, 3, false)]
    [InlineData("rediss://app:se%40cr%2Fet%3A@redis.example.com:6380/0", "redis.example.com", 6380, "app", "se@cr/et:", 0, true)]
    [InlineData("redis://:p%25w%23@redis", "redis", 6379, null, "p%w#", null, false)]
    public void Redis_may_be_given_as_one_URL(string url, string host, int port, string? user, string? password, int? database, bool ssl)
    {
        ConfigurationOptions redis = Read(("REDIS_URL", url)).Cluster!.Redis;

        redis.EndPoints.ShouldHaveSingleItem().ShouldBe(new DnsEndPoint(host, port), new AnyEndPoint());
        (redis.User, redis.Password, redis.DefaultDatabase, redis.Ssl).ShouldBe((user, password, database, ssl));
        redis.AbortOnConnectFail.ShouldBeFalse("whoever starts first waits for Redis");
    }

    [Fact]
    public void Redis_may_be_given_by_its_parts()
    {
        ConfigurationOptions redis = Read(("REDIS_HOST", "redis"), ("REDIS_PORT", "7000"), ("REDIS_PASSWORD", "a,b=c ssl=true")).Cluster!.Redis;

        (redis.EndPoints[0].ToString(), redis.Password, redis.Ssl).ShouldBe(("Unspecified/redis:7000", "a,b=c ssl=true", false));
    }

    [Fact]
    public void The_URL_wins_over_the_parts_and_the_port_and_host_have_safe_defaults() // [X26]
    {
        ConfigurationOptions redis = Read(("REDIS_URL", "redis://one:7000"), ("REDIS_HOST", "two"), ("REDIS_PORT", "7001"), ("REDIS_PASSWORD", "parts")).Cluster!.Redis;

        (redis.EndPoints.ShouldHaveSingleItem().ToString(), redis.Password).ShouldBe(("Unspecified/one:7000", null));
        Read().Cluster!.Redis.EndPoints.ShouldHaveSingleItem().ShouldBe(new DnsEndPoint("localhost", 6379), new AnyEndPoint());
        Listen(("HOST", "localhost")).ShouldBe(new IPEndPoint(IPAddress.Loopback, 8000));
    }

    [Theory]
    [InlineData("SERVICE_ROLE", "dialer", "all, api, worker, scheduler or calls")]
    [InlineData("SILO_PORT", "0", "1 to 65535")]
    [InlineData("SILO_GATEWAY_PORT", "thirty", "1 to 65535")]
    [InlineData("SILO_ADDRESS", "silo-1", "IP address")]
    [InlineData("REDIS_PORT", "-1", "1 to 65535")]
    [InlineData("REDIS_URL", "http://redis", "redis://")]
    [InlineData("REDIS_URL", "redis://redis/zero", "number of a database")]
    [InlineData("CALLQUEUE_CLUSTER_ID", "a/b", "")]
    [InlineData("SHUTDOWN_SECONDS", "0", "1 to 3600")]
    [InlineData("CALLQUEUE_OPERATOR_KEY", "short", "32 characters")]
    [InlineData("CARRIER_DIALS_PER_SECOND", "many", "")]
    public void A_wrong_variable_is_named_with_what_to_do(string name, string value, string hint)
    {
        string message = Should.Throw<CommandException>(() => Read((name, value))).Message;

        message.ShouldStartWith(name);
        message.ShouldContain(hint);
    }

    [Theory]
    [InlineData("redis://user:s%40cret-pw@red is")]
    [InlineData("redis://user:s%40cret-pw@redis:port")]
    [InlineData("redis://user:s%40cret-pw@redis/zero")]
    [InlineData("user:s@cret-pw@redis")]
    public void A_password_is_never_in_a_message(string url)
    {
        string message = Should.Throw<CommandException>(() => Read(("REDIS_URL", url))).ToString();

        message.ShouldNotContain("cret-pw");
    }

    [Fact]
    public void A_cluster_does_not_start_with_the_simulated_carrier()
    {
        Should.Throw<CommandException>(() => Read(new Dictionary<string, string>())).Message.ShouldContain("TWILIO_ACCOUNT_SID");
        Should.Throw<CommandException>(() => Read(("CALL_CARRIER", "simulated"))).Message.ShouldContain("TWILIO_ACCOUNT_SID");
    }

    [Fact]
    public void With_an_operator_key_it_listens_to_the_network_and_without_to_this_machine()
    {
        Listen(("CALLQUEUE_OPERATOR_KEY", Key)).ShouldBe(new IPEndPoint(IPAddress.Any, 8000));
        Listen(("CALLQUEUE_OPERATOR_KEY", ""), ("SERVICE_ROLE", "calls")).ShouldBe(new IPEndPoint(IPAddress.Loopback, 8000));
        Listen(("CALLQUEUE_OPERATOR_KEY", Key), ("HOST", "10.0.0.7"), ("PORT", "80")).ShouldBe(new IPEndPoint(IPAddress.Parse("10.0.0.7"), 80));
    }

    [Theory]
    [InlineData("api")]
    [InlineData("all")]
    public void The_API_of_a_cluster_does_not_start_without_an_operator_key(string role)
    {
        string message = Should.Throw<CommandException>(() => Read(("CALLQUEUE_OPERATOR_KEY", ""), ("SERVICE_ROLE", role))).Message;
        message.ShouldStartWith("CALLQUEUE_OPERATOR_KEY is missing");
        message.ShouldContain("openssl rand");
    }

    [Fact]
    public void Webhooks_may_have_an_address_of_their_own()
    {
        Read(("WEBHOOK_PORT", "8001")).Http!.Webhooks.ShouldBe(new IPEndPoint(IPAddress.Loopback, 8001));
        Read(("WEBHOOK_PORT", "8001"), ("WEBHOOK_HOST", "0.0.0.0")).Http!.Webhooks.ShouldBe(new IPEndPoint(IPAddress.Any, 8001));
        Read().Http!.Webhooks.ShouldBeNull();
        Should.Throw<CommandException>(() => Read(("WEBHOOK_HOST", "0.0.0.0"))).Message.ShouldStartWith("WEBHOOK_HOST has no effect without WEBHOOK_PORT");
        Should.Throw<CommandException>(() => Read(("WEBHOOK_PORT", "8000"))).Message.ShouldStartWith("WEBHOOK_PORT must differ from PORT");
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static IPEndPoint Listen(params (string Name, string Value)[] variables)
    {
        HttpOptions http = Read(variables).Http!;
        return http.Listen(http.Access.OperatorKey is not null);
    }

    private static ProcessOptions Read(params (string Name, string Value)[] variables)
    {
        var all = new Dictionary<string, string>(Twilio);
        foreach ((string name, string value) in variables) all[name] = value;
        return Read(all);
    }

    private static ProcessOptions Read(Dictionary<string, string> environment)
    {
        SettingValues settings = SettingSources.Read(environment, new Dictionary<Setting, SettingValue>(), usualSecrets: null);
        return ProcessReader.Cluster(settings, ClusterReader.Role(settings), SomeContext.Of());
    }

    /// <summary>By host and port, be the host a name or an address.</summary>
    private sealed class AnyEndPoint : IEqualityComparer<EndPoint>
    {
        public bool Equals(EndPoint? x, EndPoint? y) => Parts(x) == Parts(y);

        public int GetHashCode(EndPoint obj) => Parts(obj).GetHashCode();

        private static (string?, int) Parts(EndPoint? point) => point switch
        {
            DnsEndPoint dns => (dns.Host, dns.Port),
            IPEndPoint ip => (ip.Address.ToString(), ip.Port),
            _ => (null, 0),
        };
    }
}
