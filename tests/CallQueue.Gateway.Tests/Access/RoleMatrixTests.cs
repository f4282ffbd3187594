using System.Net;
using System.Text.Json.Nodes;
using CallQueue.Access;
using CallQueue.Gateway.Tests.Documents;
using CallQueue.Keys;
using Xunit.Abstractions;

namespace CallQueue.Gateway.Tests.Access;

/// <summary>Every operation of the OpenAPI document against every role, and against the table that says who may use it.</summary>
public sealed class RoleMatrixTests(ITestOutputHelper output)
{
    private static readonly KeyRole[] Roles = [KeyRole.Operator, KeyRole.Business, KeyRole.SubmitOnly, KeyRole.ReadOnly];

    [Fact]
    public async Task Each_operation_names_who_may_use_it_and_none_that_does_not_exist_is_named()
    {
        ApiDescription api = await ApiDescription.ReadAsync();
        string[] described = [.. api.Operations.Select(NameOf)];
        described.ShouldBeUnique();
        described.Except(OperationAccess.Table.Keys).ShouldBeEmpty("add these operations to OperationAccess.Table");
        OperationAccess.Table.Keys.Except(described).ShouldBe([OperationAccess.NotDescribed], "these operations of OperationAccess.Table do not exist");
    }

    [Fact]
    public void Only_these_operations_are_open_to_requests_without_a_key() => OperationAccess.Table
        .Where(row => row.Value is Allowed.Open or Allowed.Anybody).Select(row => row.Key)
        .ShouldBe(["GET /api/health", "GET /api/session", "POST /api/session", "DELETE /api/session", "GET /api/session/openid", "POST /api/webhooks/call", "POST /webhook/whatsapp/incoming"], ignoreOrder: true);

    [Fact]
    public void Only_these_operations_take_people_off_a_list_of_their_business() => OperationAccess.Table
        .Where(row => row.Value.HasFlag(Allowed.OptOutRemover)).Select(row => row.Key).ShouldBe(["DELETE /api/do-not-call", "DELETE /api/do-not-call/{number}"], ignoreOrder: true);

    [Fact]
    public void Reading_changes_nothing_and_whoever_only_submits_reads_nothing_of_a_business()
    {
        foreach ((string operation, Allowed allowed) in OperationAccess.Table.Where(row => row.Value is not (Allowed.Open or Allowed.Anybody)))
        {
            if (allowed.Includes(KeyRole.ReadOnly)) (operation.StartsWith("GET ", StringComparison.Ordinal) || operation == "POST /api/runs/plan").ShouldBeTrue(operation);
            if (allowed.Includes(KeyRole.SubmitOnly)) (!operation.StartsWith("GET ", StringComparison.Ordinal) || operation == "GET /api/config").ShouldBeTrue(operation);
            allowed.Includes(KeyRole.Operator).ShouldBeTrue(operation);
        }
    }

    [Fact]
    public async Task Each_role_gets_in_where_the_table_says_and_nowhere_else()
    {
        await using Door door = await Door.OpenAsync();
        ApiDescription api = await ApiDescription.ReadAsync();
        var keys = new Dictionary<KeyRole, string>();
        string remover = (await door.KeyWithAsync(new KeyTerms(KeyRole.Business, new BusinessId("acme")) { RemovesOptOuts = true })).Text;
        foreach (KeyRole role in Roles) keys[role] = (await door.KeyWithAsync(new KeyTerms(role, role == KeyRole.Operator ? null : new BusinessId("acme")))).Text;
        int tried = 0;
        foreach (ApiOperation operation in api.Operations)
        {
            Allowed allowed = OperationAccess.Table[NameOf(operation)];
            foreach (KeyRole role in Roles)
            {
                (HttpStatusCode status, string body) = await TryAsync(door, operation, keys[role]);
                string what = $"{NameOf(operation)} with {role.Word()}: {(int)status} {body}";
                bool isIn = allowed == Allowed.Open || allowed.Includes(role);
                if (isIn) (status == HttpStatusCode.Forbidden || (status == HttpStatusCode.Unauthorized && allowed != Allowed.Open)).ShouldBeFalse(what);
                else status.ShouldBe(HttpStatusCode.Forbidden, what);
                if (!isIn) body.ShouldContain(allowed == Allowed.Operator ? "/problems/operators-only" : "/problems/role", Case.Sensitive, what);
                tried++;
            }

            (HttpStatusCode asRemover, string why) = await TryAsync(door, operation, remover);
            if (allowed == Allowed.Open || allowed.Includes(new Caller("key", new BusinessId("acme")) { RemovesOptOuts = true })) asRemover.ShouldNotBe(HttpStatusCode.Forbidden, $"{NameOf(operation)}: {why}");
            else asRemover.ShouldBe(HttpStatusCode.Forbidden, NameOf(operation));
            tried++;

            (HttpStatusCode without, _) = await TryAsync(door, operation, null);
            if (allowed is not (Allowed.Open or Allowed.Anybody)) without.ShouldBe(HttpStatusCode.Unauthorized, NameOf(operation));
            tried++;
        }

        output.WriteLine($"FIGURE roles: {tried} requests over {api.Operations.Count} operations, 4 roles, a key that may remove opt-outs, and no key");
    }

    private static string NameOf(ApiOperation operation) => $"{operation.Method} {operation.Path}";

    private static async Task<(HttpStatusCode Status, string Body)> TryAsync(Door door, ApiOperation operation, string? key)
    {
        string path = string.Join('/', operation.Path.Split('/').Select(part => !part.StartsWith('{') ? part : operation.Path.StartsWith("/api/businesses", StringComparison.Ordinal) ? "acme" : "x1"));
        JsonNode? body = operation.HasBody ? operation.Example?.DeepClone() : null;
        if (body is JsonObject fields) fields.Remove("business_id");

        // The plain client: what an operation answers beyond its door is not the matter here, and an event stream has no end.
        using var plain = new HttpClient { BaseAddress = door.App.Client.BaseAddress };
        using var request = new HttpRequestMessage(new HttpMethod(operation.Method), path);
        if (body is not null) request.Content = System.Net.Http.Json.JsonContent.Create(body);
        if (key is not null) request.Headers.Add("X-Api-Key", key);
        using HttpResponseMessage answer = await plain.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return (answer.StatusCode, answer.StatusCode == HttpStatusCode.Forbidden ? await answer.Content.ReadAsStringAsync() : "");
    }
}
