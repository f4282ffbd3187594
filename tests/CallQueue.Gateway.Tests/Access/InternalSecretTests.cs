using System.Net;
using CallQueue.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace CallQueue.Gateway.Tests.Access;

public sealed class InternalSecretTests
{
    private const string Secret = "internal:0123456789abcdef0123456789abcdef";

    [Theory]
    [InlineData(Secret, Secret, HttpStatusCode.OK)]
    [InlineData(Secret, "internal:0123456789abcdef0123456789abcdeF", HttpStatusCode.Unauthorized)]
    [InlineData(Secret, "", HttpStatusCode.Unauthorized)]
    [InlineData(Secret, null, HttpStatusCode.Unauthorized)]
    [InlineData(null, Secret, HttpStatusCode.Unauthorized)]
    [InlineData(null, "", HttpStatusCode.Unauthorized)]
    public async Task It_opens_what_asks_for_it_and_where_none_is_set_nothing_does(string? set, string? shown, HttpStatusCode expected)
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync(
            access: new AccessOptions { IsKeyless = true, InternalSecret = set },
            map: endpoints => endpoints.MapPost("/inside", (HttpContext http, InternalSecret secret) =>
                secret.IsGiven(http.Request) ? Results.Ok(http.Caller().IsOperator) : AccessRefusals.NoKey()).WithoutKey());
        using var request = new HttpRequestMessage(HttpMethod.Post, "/inside");
        if (shown is not null) request.Headers.TryAddWithoutValidation("X-Internal-Secret", shown);
        (await app.Client.SendAsync(request)).StatusCode.ShouldBe(expected);
    }
}
