using System.Net;
using StackExchange.Redis;

namespace CallQueue.Cluster;

/// <summary>Finds why Redis can't be used.</summary>
internal static class RedisFailure
{
    /// <summary>How Redis begins its answer to a client without, or with a wrong, password.</summary>
    private static readonly string[] Refusals = ["NOAUTH", "WRONGPASS", "ERR invalid password", "ERR AUTH"];

    /// <summary>Asks once more, since only a first connection says what Redis, or TLS, has against it.</summary>
    public static async Task<StoreFailure> FindAsync(ConfigurationOptions redis)
    {
        ConfigurationOptions once = redis.Clone();
        once.AbortOnConnectFail = true;
        try
        {
            await using ConnectionMultiplexer connection = await ConnectionMultiplexer.ConnectAsync(once);
            return Of("", redis);
        }
        catch (Exception e) when (e is RedisException or RedisTimeoutException)
        {
            return Of(e.ToString(), redis);
        }
    }

    private static StoreFailure Of(string reason, ConfigurationOptions redis)
    {
        string address = string.Join(", ", redis.EndPoints.Select(Text));
        if (Refusals.Any(word => reason.Contains(word, StringComparison.Ordinal)))
        {
            string given = (redis.User, redis.Password) switch
            {
                (_, null or "") => "asks for a password, and none is set",
                (null or "", _) => "rejects the password",
                ({ } user, _) => $"rejects the user '{user}' or its password",
            };
            return new StoreFailure(true, $"Redis at {address} {given}. Set REDIS_PASSWORD, or the user and password in REDIS_URL.");
        }

        string hint = redis.Ssl
            ? "Check REDIS_URL, and that this machine trusts the server's certificate."
            : "Check REDIS_URL, or REDIS_HOST and REDIS_PORT; a server that speaks TLS needs rediss:// in REDIS_URL.";
        return new StoreFailure(false, $"Redis at {address} does not answer. {hint}");
    }

    private static string Text(EndPoint point) => point switch
    {
        DnsEndPoint dns => $"{dns.Host}:{dns.Port}",
        IPEndPoint ip => ip.ToString(),
        _ => point.ToString() ?? "an unknown address",
    };
}
