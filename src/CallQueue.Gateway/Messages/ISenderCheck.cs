using Microsoft.AspNetCore.Http;

namespace CallQueue.Messages;

/// <summary>Whether a request carries the secret that the deployment shares with its own services.</summary>
internal interface ISenderCheck
{
    bool IsGenuine(HttpRequest request);
}

/// <summary>Without a secret nobody is believed.</summary>
internal sealed class NobodyIsGenuine : ISenderCheck
{
    public bool IsGenuine(HttpRequest request) => false;
}
