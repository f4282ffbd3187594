using CallQueue.Http;

namespace CallQueue.Carriers;

/// <summary>Makes HTTP clients that are fit for create requests.</summary>
public static class CarrierHttpClients
{
    /// <summary>
    /// A client that never follows redirects (they would post a create again), leaves timeouts to the adapters, and lets
    /// idle connections go before carriers usually close them, so that few creates meet a dying connection. No HttpClient: it would read each answer
    /// to its end first, or link each request's token once more.
    /// </summary>
    public static HttpMessageInvoker Create() => new(Connections());

    /// <summary>The same; in a rehearsal it sends nothing unless the server at <paramref name="baseUrl"/> says that it is a carrier lab.</summary>
    internal static HttpMessageInvoker Create(CarrierKind kind, string baseUrl) =>
        kind == CarrierKind.Rehearsal ? new(new LabOnly(baseUrl, Connections())) : Create();

    private static SocketsHttpHandler Connections() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectTimeout = TimeSpan.FromSeconds(5),
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(3),
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
    };
}
