using CallQueue.Documents;

namespace CallQueue.Gateway.Tests.Documents;

public sealed class ApiDocumentTests
{
    [Fact]
    public async Task Every_operation_says_what_it_is_for_and_what_it_takes()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        ApiDescription api = await ApiDescription.ReadAsync(app.Client);
        foreach (ApiOperation operation in api.Operations)
        {
            operation.Json["summary"].ShouldNotBeNull(operation.Path);
            operation.Json["tags"]!.AsArray().ShouldNotBeEmpty(operation.Path);
            operation.Json["responses"]!.AsObject().ShouldContain(answer => answer.Key.StartsWith('2'), operation.Path);
            if (operation.HasBody) operation.Example.ShouldNotBeNull($"{operation.Method} {operation.Path}");
        }
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
        ApiDescription api = await ApiDescription.ReadAsync(app.Client);
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
