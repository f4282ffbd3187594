using System.Net;
using StackExchange.Redis;

namespace CallQueue.Cluster;

/// <summary>Why Redis can't be used, in words for the person who set its address.</summary>
/// <param name="IsRefused">Redis answers and rejects the user or the password: waiting does not help.</param>
/// <param name="Sentence">Names the address and what to check; never the password.</param>
internal sealed record RedisFailure(bool IsRefused, string Sentence)
{
    /// <summary>How Redis begins its answer to a client without, or with a wrong, password.</summary>
    private static readonly string[] Refusals = ["NOAUTH", "WRONGPASS", "ERR invalid password", "ERR AUTH"];

    /// <summary>Asks once more, since only a first connection says what Redis, or TLS, has against it.</summary>
    public static async Task<RedisFailure> FindAsync(ConfigurationOptions redis)
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

    private static RedisFailure Of(string reason, ConfigurationOptions redis)
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
            return new RedisFailure(true, $"Redis at {address} {given}. Set REDIS_PASSWORD, or the user and password in REDIS_URL.");
        }

        string hint = redis.Ssl
            ? "Check REDIS_URL, and that this machine trusts the server's certificate."
            : "Check REDIS_URL, or REDIS_HOST and REDIS_PORT; a server that speaks TLS needs rediss:// in REDIS_URL.";
        return new RedisFailure(false, $"Redis at {address} does not answer. {hint}");
    }

    private static string Text(EndPoint point) => point switch
    {
        DnsEndPoint dns => $"{dns.Host}:{dns.Port}",
        IPEndPoint ip => ip.ToString(),
        _ => point.ToString() ?? "an unknown address",
    };
}
