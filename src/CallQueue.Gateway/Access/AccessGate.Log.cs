using System.Net;
using Microsoft.Extensions.Logging;

namespace CallQueue.Access;

internal static partial class AccessGateLog
{
    [LoggerMessage(EventId = 41, Level = LogLevel.Debug, Message = "Refused {Credential} that opens nothing, from {Address}")]
    public static partial void WrongCredential(this ILogger log, Credential credential, IPAddress? address);

    [LoggerMessage(EventId = 42, Level = LogLevel.Information, Message = "API key made: key_id={Key} business_id={Business} by={Maker}")]
    public static partial void KeyMade(this ILogger log, string key, BusinessId? business, string maker);

    [LoggerMessage(EventId = 43, Level = LogLevel.Information, Message = "API key revoked: key_id={Key} by={Maker}")]
    public static partial void KeyRevoked(this ILogger log, string key, string maker);
}
