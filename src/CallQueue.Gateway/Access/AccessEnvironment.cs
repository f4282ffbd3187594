using System.Globalization;
using System.Net;

namespace CallQueue.Access;

/// <summary>What the environment says about access; the same for every executable [X26].</summary>
public static class AccessEnvironment
{
    /// <summary>Reads the options.</summary>
    /// <param name="variable">Gives a variable's value by name; null or blank: not set.</param>
    /// <param name="localToken">See <see cref="AccessOptions.LocalToken"/>.</param>
    /// <param name="problem">What is wrong, with the variable's name and without any secret.</param>
    /// <returns>Null when something is wrong.</returns>
    public static AccessOptions? Read(Func<string, string?> variable, string? localToken, out string? problem)
    {
        string? Text(string name) => variable(name)?.Trim() is { Length: > 0 } text ? text : null;
        string? rate = Text("API_RATE_LIMIT_PER_SECOND");
        int perSecond = 0;
        bool isNumber = rate is null || int.TryParse(rate, NumberStyles.None, CultureInfo.InvariantCulture, out perSecond);
        var options = new AccessOptions
        {
            OperatorKey = Text("CALLQUEUE_OPERATOR_KEY"),
            InternalSecret = Text("INTERNAL_SECRET"),
            LocalToken = localToken,
            RequestsPerSecond = rate is null ? new AccessOptions().RequestsPerSecond : isNumber ? perSecond : 0,
        };
        problem = options.FindProblem();
        return problem is null ? options : null;
    }

    /// <summary>
    /// The address to listen on: the given one, else all addresses of this machine if keys are required, else loopback.
    /// Without keys only loopback is allowed.
    /// </summary>
    /// <param name="host">An IP address or localhost; null: not set.</param>
    /// <param name="hasKeys">Whether callers need a key.</param>
    /// <param name="problem">What is wrong with it, as the end of a sentence that begins with its name.</param>
    /// <returns>Null when it can't be used.</returns>
    public static IPAddress? Address(string? host, bool hasKeys, out string? problem)
    {
        problem = null;
        if (host is null) return hasKeys ? IPAddress.Any : IPAddress.Loopback;
        if (host.Equals("localhost", StringComparison.OrdinalIgnoreCase)) return IPAddress.Loopback;
        if (!IPAddress.TryParse(host, out IPAddress? address)) problem = "must be an IP address of this machine, such as 127.0.0.1";
        else if (!hasKeys && !IPAddress.IsLoopback(address))
            problem = "must be a loopback address (127.0.0.1 or ::1) while there are no API keys: anybody on the network could queue calls."
                + " Set CALLQUEUE_OPERATOR_KEY, or create a key with 'callqueue keys create'";
        return problem is null ? address : null;
    }
}
