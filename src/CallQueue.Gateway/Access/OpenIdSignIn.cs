using System.Text.Encodings.Web;
using CallQueue.Keys;
using CallQueue.Problems;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace CallQueue.Access;

/// <summary>Signing in through an identity provider. What comes of it is a session like any other.</summary>
public static class OpenIdSignIn
{
    private const string Scheme = "openid";
    private const string Session = "session";
    private const string Back = "/api/session/openid/callback";

    /// <summary>After a sign-in. A page of our own leads there: the browser sends a strict cookie only to requests that begin on this site.</summary>
    private const string Welcome = "<!doctype html><title>Signed in</title><meta http-equiv=\"refresh\" content=\"0;url=../../../\"><p><a href=\"../../../\">Continue</a></p>";

    /// <summary>Registers the sign-in, beside <see cref="AccessPipeline.AddCallQueueAccess(IServiceCollection, AccessOptions)"/>.</summary>
    /// <exception cref="ArgumentException">An option is invalid.</exception>
    public static IServiceCollection AddOpenIdSignIn(this IServiceCollection services, OpenIdOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.FindProblem() is { } problem) throw new ArgumentException(problem, nameof(options));
        services.AddSingleton(options);
        services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, NoScheme>(Session, null).AddOpenIdConnect(Scheme, openId => Set(openId, options));

        // It would create keys in files of this user's home, and nothing here uses them.
        foreach (ServiceDescriptor keys in services.Where(service => service.ImplementationType?.Name == "DataProtectionHostedService").ToList()) services.Remove(keys);
        return services;
    }

    /// <summary>Takes the browsers that come back from the provider; after routing, before the gate.</summary>
    internal static void UseOpenIdSignIn(this IApplicationBuilder app)
    {
        if (app.ApplicationServices.GetService<OpenIdOptions>() is not null) app.UseAuthentication();
    }

    internal static void MapOpenIdSignIn(this RouteGroupBuilder session) => session.MapGet("/openid", (HttpContext http) =>
            http.RequestServices.GetService<OpenIdOptions>() is null ? Refusals.NotFound("identity provider", "openid") : TypedResults.Challenge(new AuthenticationProperties(), [Scheme]))
        .ExcludeFromDescription();

    private static void Set(OpenIdConnectOptions openId, OpenIdOptions options)
    {
        (openId.Authority, openId.ClientId, openId.ClientSecret) = (options.Issuer, options.ClientId, options.ClientSecret);
        openId.RequireHttpsMetadata = !new Uri(options.Issuer).IsLoopback;
        openId.CallbackPath = Back;
        openId.ResponseType = OpenIdConnectResponseType.Code;
        openId.ResponseMode = OpenIdConnectResponseMode.Query;
        openId.MapInboundClaims = false;
        openId.SignInScheme = Session;
        openId.DataProtectionProvider = SecretProtection.From(options.ClientSecret);
        bool isSecure = options.PublicUrl.StartsWith("https:", StringComparison.OrdinalIgnoreCase);
        foreach (CookieBuilder cookie in (CookieBuilder[])[openId.CorrelationCookie, openId.NonceCookie])
            (cookie.SameSite, cookie.SecurePolicy) = (SameSiteMode.Lax, isSecure ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest);
        openId.Events = new OpenIdConnectEvents
        {
            OnRedirectToIdentityProvider = redirect =>
            {
                redirect.ProtocolMessage.RedirectUri = options.PublicUrl.TrimEnd('/') + Back;
                return Task.CompletedTask;
            },
            OnTicketReceived = ReceiveAsync,
            OnRemoteFailure = async failure =>
            {
                failure.HandleResponse();
                await AccessRefusals.NotSignedIn().ExecuteAsync(failure.HttpContext);
            },
        };
    }

    private static async Task ReceiveAsync(TicketReceivedContext ticket)
    {
        ticket.HandleResponse();
        HttpContext http = ticket.HttpContext;
        IServiceProvider services = http.RequestServices;
        if (OpenIdClaims.Read(ticket.Principal, services.GetRequiredService<OpenIdOptions>()) is not { } person)
        {
            await AccessRefusals.NoRole().ExecuteAsync(http);
            return;
        }

        DateTimeOffset now = services.GetRequiredService<TimeProvider>().GetUtcNow(), until = now + SessionBook.Lifetime;
        SessionText text = SessionText.New();
        var session = new KeySession
        {
            Id = text.Id, Digest = text.Digest, Key = OpenIdClaims.Owner, Subject = person.Subject, Role = person.Terms.Role, Business = person.Terms.Business,
            From = ClientAddress.Of(http)?.ToString(), CreatedAt = now, ExpiresAt = until,
        };
        await services.GetRequiredService<SessionBook>().AddAsync(session);
        services.GetRequiredService<AccessChanges>().Opened(session, new Caller($"{OpenIdClaims.Owner}:{person.Subject}", person.Terms.Business) { Role = person.Terms.Role });
        services.GetRequiredService<SessionCookie>().Set(http.Response, text.Reveal(), until);
        await TypedResults.Content(Welcome, "text/html; charset=utf-8").ExecuteAsync(http);
    }

    /// <summary>
    /// Takes the place where ASP.NET would keep the signed-in person. Sessions are ours, and the gate reads them; and with two schemes neither is the default,
    /// which would be asked at each request.
    /// </summary>
    private sealed class NoScheme(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logging, UrlEncoder encoder)
        : AuthenticationHandler<AuthenticationSchemeOptions>(options, logging, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(AuthenticateResult.NoResult());
    }
}
