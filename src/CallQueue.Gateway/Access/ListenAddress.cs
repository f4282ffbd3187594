using System.Net;

namespace CallQueue.Access;

/// <summary>Which address to listen on [X26].</summary>
public static class ListenAddress
{
    /// <summary>
    /// The address to listen on: the given one, else every address of this machine when somebody has created API keys, else
    /// loopback. In a process without keys only loopback is allowed.
    /// </summary>
    /// <param name="host">An IP address or localhost; null: none is given.</param>
    /// <param name="hasKeys">Whether somebody has set or created keys, so that other machines are expected.</param>
    /// <param name="isKeyless">Whether programs need no key.</param>
    /// <param name="problem">What is wrong with it, phrased to follow its name.</param>
    /// <returns>Null when it can't be used.</returns>
    public static IPAddress? Choose(string? host, bool hasKeys, bool isKeyless, out string? problem)
    {
        problem = null;
        if (host is null) return hasKeys ? IPAddress.Any : IPAddress.Loopback;
        if (host.Equals("localhost", StringComparison.OrdinalIgnoreCase)) return IPAddress.Loopback;
        if (!IPAddress.TryParse(host, out IPAddress? address)) problem = "must be an IP address of this machine, such as 127.0.0.1";
        else if (isKeyless && !IPAddress.IsLoopback(address))
            problem = "must be a loopback address (127.0.0.1 or ::1) without API keys: anybody on the network could queue calls."
                + " Remove CALLQUEUE_NO_KEYS (--no-keys); 'callqueue serve' then creates an operator key at its first start";
        return problem is null ? address : null;
    }
}
