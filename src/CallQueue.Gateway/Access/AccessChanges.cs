using CallQueue.Keys;
using Microsoft.Extensions.Logging;

namespace CallQueue.Access;

/// <summary>The one place that every change of keys and sessions passes after its commit: who changed what. It writes the log line.</summary>
internal sealed class AccessChanges(ILogger<AccessGate> log)
{
    public void Created(ApiKey key, Caller by) => log.KeyMade(key.Id, key.Business, by.Key);

    public void Rotated(ApiKey key, Caller by) => log.KeyRotated(key.Id, key.FormerUntil, by.Key);

    public void Revoked(ApiKey key, Caller by) => log.KeyRevoked(key.Id, by.Key);

    public void Opened(KeySession session, Caller by) => log.SessionOpened(session.Id, by.Key);

    public void Ended(KeySession session, Caller by) => log.SessionEnded(session.Id, session.Key, by.Key);
}
