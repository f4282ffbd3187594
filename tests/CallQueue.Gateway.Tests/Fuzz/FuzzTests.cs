using System.Globalization;
using System.Net;
using CallQueue.Access;
using CallQueue.Gateway.Tests.Documents;
using CallQueue.Gateway.Tests.EndToEnd;
using Xunit.Abstractions;

namespace CallQueue.Gateway.Tests.Fuzz;

public sealed class FuzzTests(ITestOutputHelper output)
{
    private const string OperatorKey = "operator:0123456789abcdef0123456789abcdef";

    /// <summary>FUZZ_REQUESTS and FUZZ_SEED widen it.</summary>
    [Fact]
    public async Task Whatever_is_asked_the_answer_is_as_described_and_never_500()
    {
        int requests = Number("FUZZ_REQUESTS", 2_000);
        int seed = Number("FUZZ_SEED", 4);
        await using var world = await World.StartAsync(access: new AccessOptions { OperatorKey = OperatorKey, RequestsPerSecond = 100_000 });

        // Some requests make keys, and from then on everybody needs one.
        world.App.Client.DefaultRequestHeaders.Add("X-Api-Key", OperatorKey);
        await world.App.PostAsync("/api/calls/bulk-queue", """{"batch_id":"b","calls":[{"phone_number":"+12025550101"},{"phone_number":"+12025550102"}]}""");
        await world.App.PostAsync("/api/calls/queue", """{"phone_number":"+12025550103","custom_call_id":"c1"}""");
        ApiDescription api = await ApiDescription.ReadAsync();
        var maker = new RequestMaker(api, seed);
        var answers = new SortedDictionary<int, int>();
        for (int i = 0; i < requests; i++)
        {
            (ApiOperation operation, HttpRequestMessage request) = maker.Next();
            using (request)
            {
                using HttpResponseMessage response = await world.App.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
                response.StatusCode.ShouldNotBe(HttpStatusCode.InternalServerError, $"request {i} of seed {seed}: {request.Method} {request.RequestUri}; {world.App.Log.Text.Split('\n')[^1]}");
                answers[(int)response.StatusCode] = answers.GetValueOrDefault((int)response.StatusCode) + 1;
            }
        }

        answers.Keys.ShouldContain(422);
        answers.Where(answer => answer.Key < 300).Sum(answer => answer.Value).ShouldBeGreaterThan(requests / 20, "most of the requests get past the door");
        answers.GetValueOrDefault(401).ShouldBeLessThan(requests / 20, "most of the requests get past the door");
        output.WriteLine($"FIGURE fuzz: {requests} requests over {api.Operations.Count} operations: {string.Join(", ", answers.Select(a => $"{a.Key} × {a.Value}"))}");
    }

    private static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out int number) ? number : otherwise;
}
