using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using CallQueue.Access;

namespace CallQueue.Gateway.Tests.Access;

/// <summary>Signing in through an identity provider, against a small one.</summary>
public sealed class OpenIdTests
{
    private const string PublicUrl = "http://dialer.example.com";
    private const string Run = "/api/runs/r1";

    [Fact]
    public async Task A_person_with_a_role_and_a_business_gets_a_session_of_that_role()
    {
        await using SmallIssuer issuer = await SmallIssuer.StartAsync();
        await using Door door = await OpenAsync(issuer);
        (issuer.Claims["callqueue_role"], issuer.Claims["callqueue_business"]) = ("read_only", "acme");
        (HttpStatusCode status, string? session, _) = await SignInAsync(door);
        status.ShouldBe(HttpStatusCode.OK);
        (await door.GetAsync(Run, ("Cookie", session!))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await door.GetAsync(Run, ("Cookie", session!), ("X-Business-Id", "other"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await door.PostAsync("/api/queue/pause", new JsonObject(), ("Cookie", session!))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        JsonNode listed = JsonNode.Parse(await (await door.GetAsync("/api/sessions", ("X-Api-Key", Door.OperatorKey))).Content.ReadAsStringAsync())!["sessions"]![0]!;
        ((string)listed["key_id"]!, (string)listed["subject"]!).ShouldBe(("openid", "ann"));
        (await door.SendAsync(HttpMethod.Delete, $"/api/sessions/{(string)listed["id"]!}", null, ("X-Api-Key", Door.OperatorKey))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await door.GetAsync(Run, ("Cookie", session!))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task An_operator_needs_no_business_and_sees_all()
    {
        await using SmallIssuer issuer = await SmallIssuer.StartAsync();
        await using Door door = await OpenAsync(issuer);
        issuer.Claims["callqueue_role"] = new[] { "staff", "operator" };
        (_, string? session, _) = await SignInAsync(door);
        (await door.GetAsync("/api/businesses", ("Cookie", session!))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("admin", "acme")]
    [InlineData("business", null)]
    [InlineData("business", "a/b")]
    public async Task Without_a_role_or_its_business_there_is_no_session(string? role, string? business)
    {
        await using SmallIssuer issuer = await SmallIssuer.StartAsync();
        await using Door door = await OpenAsync(issuer);
        if (role is not null) issuer.Claims["callqueue_role"] = role;
        if (business is not null) issuer.Claims["callqueue_business"] = business;
        (HttpStatusCode status, string? session, string body) = await SignInAsync(door);
        (status, session).ShouldBe((HttpStatusCode.Forbidden, null));
        body.ShouldContain("/problems/no-role");
    }

    [Fact]
    public async Task A_token_that_another_key_has_signed_or_a_state_that_was_not_sent_is_refused()
    {
        await using SmallIssuer issuer = await SmallIssuer.StartAsync();
        await using Door door = await OpenAsync(issuer);
        issuer.Claims["callqueue_role"] = "operator";
        using (HttpResponseMessage forged = await door.GetAsync("/api/session/openid/callback?code=code0&state=forged")) forged.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        using RSA foreign = RSA.Create(2048);
        issuer.ForeignKey = foreign;
        (HttpStatusCode status, string? session, _) = await SignInAsync(door);
        (status, session).ShouldBe((HttpStatusCode.Unauthorized, null));
    }

    [Fact]
    public async Task Without_an_identity_provider_there_is_no_sign_in()
    {
        await using Door door = await Door.OpenAsync();
        (await door.GetAsync("/api/session/openid")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public void Wrong_options_are_named()
    {
        var right = new OpenIdOptions { Issuer = "https://id.example.com", ClientId = "a", ClientSecret = "b", PublicUrl = PublicUrl };
        right.FindProblem().ShouldBeNull();
        new OpenIdOptions { Issuer = "http://id.example.com", ClientId = "a", ClientSecret = "b", PublicUrl = PublicUrl }.FindProblem()!.ShouldContain("Issuer");
        new OpenIdOptions { Issuer = "https://id.example.com", ClientId = "a", ClientSecret = "", PublicUrl = PublicUrl }.FindProblem()!.ShouldContain("ClientSecret");
    }

    private static Task<Door> OpenAsync(SmallIssuer issuer) => Door.OpenAsync(
        options: new GatewayOptions { PublicUrl = PublicUrl },
        more: services => services.AddOpenIdSignIn(new OpenIdOptions { Issuer = issuer.Url, ClientId = SmallIssuer.Client, ClientSecret = SmallIssuer.Secret, PublicUrl = PublicUrl }));

    /// <summary>As a browser goes: to the server, to the issuer, and back with the cookies.</summary>
    private static async Task<(HttpStatusCode Status, string? Session, string Body)> SignInAsync(Door door)
    {
        using var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = door.App.Client.BaseAddress };
        using HttpResponseMessage there = await browser.GetAsync(new Uri("/api/session/openid", UriKind.Relative));
        there.StatusCode.ShouldBe(HttpStatusCode.Redirect, await there.Content.ReadAsStringAsync());
        string cookies = string.Join("; ", there.Headers.GetValues("Set-Cookie").Select(cookie => cookie.Split(';')[0]));
        using HttpResponseMessage back = await browser.GetAsync(there.Headers.Location);
        back.Headers.Location!.ToString().ShouldStartWith(PublicUrl + "/api/session/openid/callback?");
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(back.Headers.Location.PathAndQuery, UriKind.Relative));
        request.Headers.Add("Cookie", cookies);
        using HttpResponseMessage answer = await browser.SendAsync(request);
        string? session = answer.Headers.TryGetValues("Set-Cookie", out IEnumerable<string>? set) ? set.Select(cookie => cookie.Split(';')[0]).FirstOrDefault(cookie => cookie.StartsWith("callqueue_session=", StringComparison.Ordinal)) : null;
        return (answer.StatusCode, session, await answer.Content.ReadAsStringAsync());
    }
}
