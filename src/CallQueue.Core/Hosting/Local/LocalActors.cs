using CallQueue.Businesses;
using CallQueue.Calls;
using CallQueue.Directories;
using CallQueue.Keys;
using CallQueue.Replies;
using CallQueue.Runs;
using CallQueue.Trunks;

namespace CallQueue.Hosting.Local;

/// <summary>References for hosts that run actors in their own process.</summary>
public sealed class LocalActors(ITurns turns) : IActors
{
    public const string BusinessKind = "business";
    public const string RunKind = "run";
    public const string CallKind = "call";
    public const string TrunkKind = "trunk";
    public const string DirectoryKind = "directory";
    public const string KeyringKind = "keyring";
    public const string ReplyKind = "reply";

    /// <summary>The key of the directory of businesses.</summary>
    public const string BusinessesKey = "businesses";

    /// <summary>The key of the directory of API keys.</summary>
    public const string KeysKey = "keys";

    public IBusiness Business(BusinessId id) => new BusinessProxy(turns, new ActorAddress(BusinessKind, id.Value));

    public IRun Run(RunId id) => new RunProxy(turns, new ActorAddress(RunKind, id.ToString()));

    public ICall Call(CallId id) => new CallProxy(turns, new ActorAddress(CallKind, id.ToString()));

    public ITrunk Trunk(TrunkId id) => new TrunkProxy(turns, new ActorAddress(TrunkKind, id.Value));

    public IDirectory Businesses => new DirectoryProxy(turns, new ActorAddress(DirectoryKind, BusinessesKey));

    public IDirectory Keys => new DirectoryProxy(turns, new ActorAddress(DirectoryKind, KeysKey));

    public IKeyring Keyring(string shard) => new KeyringProxy(turns, new ActorAddress(KeyringKind, shard));

    public IReply Reply(string key) => new ReplyProxy(turns, new ActorAddress(ReplyKind, key));
}
