using CallQueue.CallLog;
using CallQueue.Cluster;

namespace CallQueue.Postgres;

/// <summary>A database of a test's own, as a cluster's processes use it.</summary>
internal static class ClusterDatabase
{
    /// <summary>An empty database; its connection string.</summary>
    public static async Task<string> NewAsync(PostgresServer server) => TextOf(await server.NewDatabaseAsync());

    /// <summary>The connection string of a URL.</summary>
    public static string TextOf(string url) => CallLogConnection.Parse(url)!.Text;

    /// <summary>The store with its tables.</summary>
    public static async Task<PostgresClusterStore> OpenAsync(string connection)
    {
        var store = new PostgresClusterStore(connection, "callqueue", "test");
        await store.PrepareAsync(CancellationToken.None);
        return store;
    }
}
