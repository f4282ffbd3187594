using System.Net;
using System.Text.Json.Nodes;

namespace CallQueue.Gateway.Tests.Access;

/// <summary>GET /api/session: a page learns whose rights it has, and a stranger learns nothing but how to sign in.</summary>
public sealed class SenderTests
{
    [Fact]
    public async Task A_stranger_learns_how_to_sign_in_and_nothing_else()
    {
        await using Door door = await Door.OpenAsync();
        JsonNode stranger = await AskAsync(door);
        ((bool)stranger["signed_in"]!).ShouldBeFalse();
        stranger["role"].ShouldBeNull();
        stranger["business_id"].ShouldBeNull();
        ((bool)stranger["operator"]!).ShouldBeFalse();
        ((bool)stranger["keyless"]!).ShouldBeFalse();
        ((bool)stranger["identity_provider"]!).ShouldBeFalse();
    }

    [Fact]
    public async Task A_key_learns_its_business_and_its_role()
    {
        await using Door door = await Door.OpenAsync();
        (string key, _) = await door.KeyAsync("acme");
        JsonNode own = await AskAsync(door, ("X-Api-Key", key));
        ((bool)own["signed_in"]!).ShouldBeTrue();
        ((string)own["business_id"]!).ShouldBe("acme");
        ((string)own["role"]!).ShouldBe("business");
        ((bool)own["may_remove_opt_outs"]!).ShouldBeFalse();

        JsonNode all = await AskAsync(door, ("X-Api-Key", Door.OperatorKey));
        ((bool)all["operator"]!).ShouldBeTrue();
        all["business_id"].ShouldBeNull();
        ((bool)all["may_remove_opt_outs"]!).ShouldBeTrue();
    }

    [Fact]
    public async Task A_wrong_key_is_rejected_as_everywhere()
    {
        await using Door door = await Door.OpenAsync();
        (await door.GetAsync("/api/session", ("X-Api-Key", "no-such-key-0123456789"))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("empty", false)]
    [InlineData("document", true)]
    public async Task A_script_of_a_page_that_is_rejected_makes_the_browser_ask_for_no_password(string destination, bool isAsked)
    {
        await using Door door = await Door.OpenAsync();
        HttpResponseMessage answer = await door.GetAsync("/api/runs", ("Sec-Fetch-Dest", destination));
        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (answer.Headers.WwwAuthenticate.Count > 0).ShouldBe(isAsked);
    }

    private static async Task<JsonNode> AskAsync(Door door, params (string, string)[] headers) =>
        JsonNode.Parse(await (await door.GetAsync("/api/session", headers)).Content.ReadAsStringAsync())!;
}
