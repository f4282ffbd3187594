using System.Text.Json.Nodes;
using CallQueue.Inputs;
using CallQueue.Keys;
using Microsoft.Extensions.Logging;

namespace CallQueue.Access;

/// <summary>The one place that every change of keys and sessions passes after its commit: who changed what. It writes the log line.</summary>
internal sealed class AccessChanges(ILogger<AccessGate> log)
{
    /// <summary>What a key may do, as JSON for the audit log.</summary>
    public static string Describe(KeyTerms terms)
    {
        var text = new JsonObject();
        if (terms.Business is { } business) text["business_id"] = business.Value;
        else text["operator"] = true;
        if (terms.Role != KeyTerms.For(terms.Business).Role) text["role"] = terms.Role.Word();
        if (terms.ExpiresAt is { } expires) text["expires_at"] = InstantText.Write(expires);
        if (terms.Networks.Count > 0) text["allowed_from"] = new JsonArray([.. terms.Networks.Select(network => (JsonNode)network)]);
        return text.ToJsonString();
    }

    public void Created(ApiKey key, Caller by) => log.KeyMade(key.Id, key.Business, by.Key);

    public void Rotated(ApiKey key, Caller by) => log.KeyRotated(key.Id, key.FormerUntil, by.Key);

    public void Revoked(ApiKey key, Caller by) => log.KeyRevoked(key.Id, by.Key);

    public void Opened(KeySession session, Caller by) => log.SessionOpened(session.Id, by.Key);

    public void Ended(KeySession session, Caller by) => log.SessionEnded(session.Id, session.Key, by.Key);
}
