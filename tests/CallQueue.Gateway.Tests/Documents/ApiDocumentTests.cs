using System.Text.Json.Nodes;
using CallQueue.Documents;

namespace CallQueue.Gateway.Tests.Documents;

public sealed class ApiDocumentTests
{
    [Fact]
    public async Task Every_operation_says_what_it_is_for_and_what_it_takes()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        ApiDescription api = await ApiDescription.ReadAsync();
        foreach (ApiOperation operation in api.Operations)
        {
            operation.Json["summary"].ShouldNotBeNull(operation.Path);
            operation.Json["tags"]!.AsArray().ShouldNotBeEmpty(operation.Path);
            operation.Json["responses"]!.AsObject().ShouldContain(answer => answer.Key.StartsWith('2'), operation.Path);
            if (operation.HasBody) operation.Example.ShouldNotBeNull($"{operation.Method} {operation.Path}");
        }
    }

    [Fact]
    public async Task Every_operation_has_an_id_of_its_own_and_describes_its_parameters()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        ApiDescription api = await ApiDescription.ReadAsync();
        api.Operations.Select(operation => (string?)operation.Json["operationId"]).ShouldBeUnique();
        foreach (ApiOperation operation in api.Operations)
        {
            ((string?)operation.Json["operationId"]).ShouldNotBeNullOrEmpty(operation.Path);
            operation.Json["responses"]!.AsObject().ShouldContain(answer => answer.Key.StartsWith('4'), operation.Path);
            foreach (JsonNode? parameter in operation.Json["parameters"]?.AsArray() ?? [])
                ((string?)parameter!["description"]).ShouldNotBeNullOrEmpty($"{operation.Method} {operation.Path}: {parameter["name"]}");
        }
    }

    [Theory]
    [InlineData("GET", "api/calls/{id}/why", "getCallsByIdWhy")]
    [InlineData("POST", "api/calls/bulk-queue", "postCallsBulkQueue")]
    [InlineData("POST", "webhook/whatsapp/incoming", "postWebhookWhatsappIncoming")]
    [InlineData("DELETE", "/api/do-not-call/{number}", "deleteDoNotCallByNumber")]
    public void An_operation_is_named_after_its_method_and_path(string method, string path, string id) => OperationIds.Of(method, path).ShouldBe(id);

    [Fact]
    public async Task Every_property_says_what_it_means_and_numbers_have_a_unit_and_a_range()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        ApiDescription api = await ApiDescription.ReadAsync();
        var missing = new List<string>();
        foreach ((string type, JsonNode? schema) in api.Schemas)
        {
            foreach ((string name, JsonNode? field) in schema?["properties"]?.AsObject() ?? [])
            {
                if (((string?)field!["description"])?.Contains('.', StringComparison.Ordinal) != true) missing.Add($"{type}.{name}: a description; add its words to AnswerWords or to its request's table");
                string kind = field["type"]?.ToJsonString() ?? "";
                if (kind.Contains("string", StringComparison.Ordinal) || !(kind.Contains("integer", StringComparison.Ordinal) || kind.Contains("number", StringComparison.Ordinal))) continue;
                if (field["x-unit"] is null) missing.Add($"{type}.{name}: a unit");
                if (field["minimum"] is null) missing.Add($"{type}.{name}: a range");
            }
        }

        missing.ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_body_and_every_answer_has_an_example_that_conforms_to_its_schema()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        ApiDescription api = await ApiDescription.ReadAsync();
        var problems = new List<string>();
        foreach (ApiOperation operation in api.Operations)
        {
            foreach ((string what, JsonNode? content) in operation.Json["responses"]!.AsObject().Append(KeyValuePair.Create("body", operation.Json["requestBody"])))
            {
                foreach ((string type, JsonNode? body) in content?["content"]?.AsObject() ?? [])
                {
                    string name = $"{operation.Method} {operation.Path} {what} {type}";
                    if (body!["example"] is not { } example) problems.Add($"{name}: no example");
                    else problems.AddRange((await api.FindProblemsAsync(body["schema"]!, example)).Select(problem => $"{name}: {problem}"));
                }
            }
        }

        problems.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(200, "application/json", """{"success":true,"run_id":"r","status":"stopped","cancelled_count":1,"active":0}""", true)]
    [InlineData(200, "application/json", """{"success":true,"run_id":"r","status":"stopped","cancelled_count":1,"active":0,"more":1}""", false)]
    [InlineData(200, "application/json", """{"success":true,"run_id":"r","status":"stopped","cancelled_count":"1","active":0}""", false)]
    [InlineData(200, "application/json", """{"success":true,"run_id":"r","status":"stopped","active":0}""", false)]
    [InlineData(200, "text/plain", "stopped", false)]
    [InlineData(418, "application/json", "{}", false)]
    public async Task An_answer_that_is_not_as_described_is_noticed(int status, string type, string body, bool isFine)
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        ApiDescription api = await ApiDescription.ReadAsync();
        ApiOperation operation = api.Find("POST", "/api/outbound/stop-queue").ShouldNotBeNull();
        (await api.FindProblemsAsync(operation, status, type, body)).Any().ShouldBe(!isFine);
    }

    [Fact]
    public async Task The_page_and_all_that_it_needs_come_from_this_process()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        string page = await app.Client.GetStringAsync(new Uri("/docs/index.html", UriKind.Relative));
        page.ShouldNotContain("//cdn");
        foreach (string file in (string[])["swagger-ui-bundle.js", "swagger-ui.css", "index.js"])
            (await app.Client.GetAsync(new Uri($"/docs/{file}", UriKind.Relative))).IsSuccessStatusCode.ShouldBeTrue(file);
    }

    [Fact]
    public async Task Every_problem_type_has_a_page_that_explains_it()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        foreach (string type in ProblemTypes.All)
            (await app.Client.GetStringAsync(new Uri($"/problems/{type}", UriKind.Relative))).ShouldStartWith(type);
    }
}
