namespace CallQueue.Documents;

/// <summary>Why a block's commands may be left unrun. A page may give no other reason.</summary>
internal static class NoRunReasons
{
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>
    {
        ["needs docker"] = "images, compose files and clusters of containers",
        ["needs a cluster"] = "Redis and several processes; the cluster's own tests start them",
        ["needs PostgreSQL"] = "a database server; the call log's own tests start one",
        ["needs a carrier account"] = "would phone real people",
        ["installs software"] = "changes the reader's machine",
        ["takes minutes"] = "builds, whole test runs, benchmarks",
    };
}
