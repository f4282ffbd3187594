using System.Net;
using Microsoft.Extensions.Logging;

namespace CallQueue.Access;

internal static partial class AccessGateLog
{
    [LoggerMessage(EventId = 41, Level = LogLevel.Debug, Message = "Rejected a request from {Address}: {Credential} is not valid")]
    public static partial void WrongCredential(this ILogger log, Credential credential, IPAddress? address);

    [LoggerMessage(EventId = 42, Level = LogLevel.Information, Message = "API key created: key_id={Key} business_id={Business} by={Maker}")]
    public static partial void KeyMade(this ILogger log, string key, BusinessId? business, string maker);

    [LoggerMessage(EventId = 43, Level = LogLevel.Information, Message = "API key revoked: key_id={Key} by={Maker}")]
    public static partial void KeyRevoked(this ILogger log, string key, string maker);

    [LoggerMessage(EventId = 44, Level = LogLevel.Warning, Message = "Trunk reopened: trunk={Trunk} by={Maker}")]
    public static partial void TrunkReopened(this ILogger log, TrunkId trunk, string maker);
}
