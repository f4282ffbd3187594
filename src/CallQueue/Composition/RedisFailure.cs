using System.Net;
using StackExchange.Redis;

namespace CallQueue.Composition;

/// <summary>Why Redis can't be used, in words for the person who set its address.</summary>
/// <param name="IsRefused">Redis answers and rejects the user or the password: waiting does not help.</param>
/// <param name="Sentence">Names the address and what to check; never the password.</param>
internal sealed record RedisFailure(bool IsRefused, string Sentence)
{
    public static RedisFailure Of(Exception e, ConfigurationOptions redis)
    {
        string address = string.Join(", ", redis.EndPoints.Select(Text));
        if (Has(e, ConnectionFailureType.AuthenticationFailure) || e.ToString().Contains("NOAUTH", StringComparison.Ordinal))
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

    // A time-out names the connection's last failure only in its text.
    private static bool Has(Exception e, ConnectionFailureType failure)
    {
        for (Exception? inner = e; inner is not null; inner = inner.InnerException)
        {
            if (inner is RedisConnectionException connection && connection.FailureType == failure) return true;
            if (inner.Message.Contains($"{failure}", StringComparison.Ordinal)) return true;
        }

        return false;
    }

    private static string Text(EndPoint point) => point switch
    {
        DnsEndPoint dns => $"{dns.Host}:{dns.Port}",
        IPEndPoint ip => ip.ToString(),
        _ => point.ToString() ?? "an unknown address",
    };
}
