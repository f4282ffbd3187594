using Twilio.Exceptions;

namespace CallQueue.Carriers.Twilio;

/// <summary>Answers as the resource classes of Twilio's package, which throw at what they don't expect.</summary>
internal static class TwilioResources
{
    /// <summary>The resource; null when the body is not one.</summary>
    public static T? Read<T>(string body, Func<string, T?> fromJson) where T : class
    {
        try
        {
            return fromJson(body);
        }
        catch (Exception failure) when (failure is ApiException or FormatException or OverflowException or InvalidCastException)
        {
            return null;
        }
    }
}
