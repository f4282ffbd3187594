using Microsoft.AspNetCore.Http;

namespace CallQueue.Access;

/// <summary>
/// Whether what let a request in still does. A key can be revoked, expire or get another secret, and a session can end, while an answer without an end is being sent.
/// </summary>
/// <param name="credential">What the request sent; null: it needed nothing.</param>
/// <param name="session">The id of the session that was sent; null: it was a key, or nothing.</param>
internal sealed class OpenAccess(Authenticator authenticator, Credential? credential, string? session)
{
    /// <summary>The id of the session that let the request in; null when none did.</summary>
    public string? Session => session;

    /// <summary>Whether the request would be let in now; as old as <see cref="KnownKeys.Lifetime"/> at most.</summary>
    /// <exception cref="Hosting.UnavailableException">A keyring could not be reached.</exception>
    public static async ValueTask<bool> HoldsAsync(HttpContext http) =>
        http.Features.Get<OpenAccess>() is not { } access || await access.HoldsAsync();

    private async ValueTask<bool> HoldsAsync() => credential is null || await authenticator.FindAsync(credential) is not null;
}
