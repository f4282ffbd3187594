using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace CallQueue.Gateway.Tests.Access;

/// <summary>An identity provider on loopback: it signs in everybody at once, with the claims of the test, and checks what a client must send.</summary>
internal sealed class SmallIssuer : IAsyncDisposable
{
    public const string Client = "callqueue", Secret = "the secret of the client at the issuer";

    private readonly WebApplication _app;
    private readonly RSA _rsa = RSA.Create(2048);
    private readonly Dictionary<string, IQueryCollection> _codes = [];

    private SmallIssuer(WebApplication app) => _app = app;

    public string Url => _app.Urls.First();

    /// <summary>What it says about the person.</summary>
    public Dictionary<string, object> Claims { get; } = new() { ["sub"] = "ann" };

    /// <summary>The key it signs with; null: its own.</summary>
    public RSA? ForeignKey { get; set; }

    public static async Task<SmallIssuer> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrel().UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var issuer = new SmallIssuer(builder.Build());
        issuer._app.Run(issuer.AnswerAsync);
        await issuer._app.StartAsync();
        return issuer;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _rsa.Dispose();
    }

    private Task AnswerAsync(HttpContext http) => http.Request.Path.Value switch
    {
        "/.well-known/openid-configuration" => SendAsync(http, new JsonObject
        {
            ["issuer"] = Url, ["authorization_endpoint"] = $"{Url}/authorize", ["token_endpoint"] = $"{Url}/token", ["jwks_uri"] = $"{Url}/keys",
            ["response_types_supported"] = new JsonArray("code"), ["id_token_signing_alg_values_supported"] = new JsonArray("RS256"),
        }),
        "/keys" => SendAsync(http, Keys()),
        "/authorize" => Authorize(http),
        "/token" => TokenAsync(http),
        _ => SendAsync(http, new JsonObject(), StatusCodes.Status404NotFound),
    };

    private JsonObject Keys()
    {
        RSAParameters key = _rsa.ExportParameters(includePrivateParameters: false);
        return new JsonObject { ["keys"] = new JsonArray(new JsonObject { ["kty"] = "RSA", ["use"] = "sig", ["kid"] = "1", ["n"] = Base64UrlEncoder.Encode(key.Modulus!), ["e"] = Base64UrlEncoder.Encode(key.Exponent!) }) };
    }

    private Task Authorize(HttpContext http)
    {
        IQueryCollection asked = http.Request.Query;
        string code = string.Create(CultureInfo.InvariantCulture, $"code{_codes.Count}");
        _codes[code] = asked;
        http.Response.Redirect(QueryHelpers.AddQueryString(asked["redirect_uri"].ToString(), new Dictionary<string, string?> { ["code"] = code, ["state"] = asked["state"] }));
        return Task.CompletedTask;
    }

    private async Task TokenAsync(HttpContext http)
    {
        IFormCollection form = await http.Request.ReadFormAsync();
        bool isKnown = _codes.Remove(form["code"].ToString(), out IQueryCollection? asked);
        string challenge = Base64UrlEncoder.Encode(SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(form["code_verifier"].ToString())));
        if (!isKnown || form["client_secret"] != Secret || asked!["code_challenge"] != challenge || form["redirect_uri"] != asked["redirect_uri"])
        {
            await SendAsync(http, new JsonObject { ["error"] = "invalid_grant" }, StatusCodes.Status400BadRequest);
            return;
        }

        DateTime now = TimeProvider.System.GetUtcNow().UtcDateTime;
        string token = new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Url, Audience = Client, IssuedAt = now, NotBefore = now, Expires = now.AddMinutes(5), Claims = new Dictionary<string, object>(Claims) { ["nonce"] = asked["nonce"].ToString() },
            SigningCredentials = new SigningCredentials(new RsaSecurityKey(ForeignKey ?? _rsa) { KeyId = "1" }, SecurityAlgorithms.RsaSha256),
        });
        await SendAsync(http, new JsonObject { ["access_token"] = "unused", ["token_type"] = "Bearer", ["expires_in"] = 300, ["id_token"] = token });
    }

    private static Task SendAsync(HttpContext http, JsonObject body, int status = StatusCodes.Status200OK)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        return http.Response.WriteAsync(body.ToJsonString());
    }
}
