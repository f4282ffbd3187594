namespace CallQueue.Carriers;

/// <summary>Makes HTTP clients that are fit for create requests.</summary>
public static class CarrierHttpClients
{
    /// <summary>
    /// A client that never follows redirects (they would post a create again), leaves timeouts to the adapters, and lets
    /// idle connections go before carriers usually close them, so that few creates meet a dying connection.
    /// </summary>
    public static HttpClient Create() => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectTimeout = TimeSpan.FromSeconds(5),
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(3),
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
    })
    { Timeout = Timeout.InfiniteTimeSpan };
}
