using System.Globalization;
using System.Net;
using System.Text.Json;
using CallQueue.Access;
using CallQueue.Businesses;
using CallQueue.Gateway.Tests.Documents;
using CallQueue.Gateway.Tests.EndToEnd;
using Xunit.Abstractions;

namespace CallQueue.Gateway.Tests.Fuzz;

/// <summary>
/// Hostile requests to every operation of the API's description, at a gateway over Core's actors: never a 500, never a hang, never an answer without bound, and what
/// was refused has changed nothing. FUZZ_REQUESTS and FUZZ_SEED widen it: FUZZ_REQUESTS=50000 takes a few minutes, and the file
/// that FUZZ_PROGRESS names tells how far it is.
/// </summary>
public sealed class FuzzTests(ITestOutputHelper output)
{
    public const string OperatorKey = "operator:0123456789abcdef0123456789abcdef";

    private const int LongestAnswer = 8 * 1024 * 1024;
    private const int BrokenOneIn = 50;
    private const int MostProblems = 20;
    private const int LongestProblem = 2_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Operations that may change a business's calls although they answer with an error of a later part.</summary>
    private static readonly string[] Partial = ["/webhook/whatsapp/incoming"];

    [Fact]
    public async Task Whatever_is_asked_the_answer_is_as_described_and_never_500_and_a_refusal_changes_nothing()
    {
        int requests = Number("FUZZ_REQUESTS", 2_000);
        int seed = Number("FUZZ_SEED", 4);
        await using var world = await World.StartAsync(
            access: new AccessOptions { OperatorKey = OperatorKey, RequestsPerSecond = 1_000_000 }, traffic: new TrafficLimits { OpenRequestsPerSecond = 1_000_000, KeptReplies = 10_000_000 });

        // Some requests make keys, and from then on everybody needs one.
        world.App.Client.DefaultRequestHeaders.Add("X-Api-Key", OperatorKey);
        await world.App.PostAsync("/api/calls/bulk-queue", """{"batch_id":"b","calls":[{"phone_number":"+12025550101"},{"phone_number":"+12025550102"}]}""");
        await world.App.PostAsync("/api/calls/queue", """{"phone_number":"+12025550103","custom_call_id":"c1"}""");
        ApiDescription api = await ApiDescription.ReadAsync();
        var maker = new RequestMaker(api, seed);
        var answers = new SortedDictionary<int, int>();
        var asked = new HashSet<string>(StringComparer.Ordinal);
        (long longest, int broken, int cutOff) = (0, 0, 0);
        var problems = new List<string>();
        for (int i = 0; i < requests && problems.Count < MostProblems; i++)
        {
            if (i % BrokenOneIn == 0)
            {
                string raw = await world.App.SendRawAndCloseAsync(maker.Broken()).WaitAsync(Patience);
                raw.ShouldNotStartWith("HTTP/1.1 5", customMessage: $"broken request {i} of seed {seed}");
                broken++;
                continue;
            }

            (ApiOperation operation, HttpRequestMessage request) = maker.Next();
            using (request)
            {
                string what = $"request {i} of seed {seed}: {request.Method} {request.RequestUri}";
                try
                {
                    (int status, long length) = await AskAsync(world, operation, request, what);
                    if (status == 0) cutOff++;
                    else answers[status] = answers.GetValueOrDefault(status) + 1;
                    longest = Math.Max(longest, length);
                    if (status != 0) asked.Add($"{operation.Method} {operation.Path}");
                }
                catch (Exception e) when (e is ShouldAssertException or OperationCanceledException or InvalidOperationException or HttpRequestException or JsonException)
                {
                    problems.Add($"{what}: {Start(e.Message)}; {Start(world.App.Log.LastLine)}");
                    Progress(problems[^1]);
                }
            }

            if (i % 1_000 == 999) Progress(string.Create(CultureInfo.InvariantCulture, $"{i + 1} requests, {problems.Count} problems"));
        }

        problems.ShouldBeEmpty();
        answers.Keys.ShouldContain(422);
        answers.Where(answer => answer.Key < 300).Sum(answer => answer.Value).ShouldBeGreaterThan(requests / 20, "many of the requests get past the door");
        answers.GetValueOrDefault(401).ShouldBeLessThan(requests / 20, "most of the requests get past the door");
        if (requests >= 2_000) asked.Count.ShouldBe(api.Operations.Count);
        await CheckUnharmedAsync(world);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"FIGURE fuzz: {requests} requests over {asked.Count} of {api.Operations.Count} operations, {broken} of them broken HTTP, {cutOff} cut off while they were sent; longest answer {longest} bytes; {string.Join(", ", answers.Select(a => $"{a.Key} × {a.Value}"))}"));
    }

    /// <summary>The status and the length of the answer, checked; status 0 when the server cut off the request.</summary>
    private static async Task<(int Status, long Length)> AskAsync(World world, ApiOperation operation, HttpRequestMessage request, string what)
    {
        long before = await CallsAsync(world);
        using var limit = new CancellationTokenSource(Patience, TimeProvider.System);
        using HttpResponseMessage? response = await SendAsync(world, request, limit.Token);
        if (response is null) return (0, 0);
        int status = (int)response.StatusCode;
        status.ShouldBeLessThan(500);
        long length = await LengthAsync(response, limit.Token);
        length.ShouldBeLessThan(LongestAnswer);
        if (status >= 400 && !Partial.Contains(operation.Path) && await CallsAsync(world) != before) await CheckChangesNothingAsync(world, request, what);
        return (status, length);
    }

    /// <summary>Written at once, for those who wait.</summary>
    private static void Progress(string line)
    {
        if (Environment.GetEnvironmentVariable("FUZZ_PROGRESS") is { Length: > 0 } file) File.AppendAllText(file, line + "\n");
    }

    private static string Start(string text) => text.Length <= LongestProblem ? text : text[..LongestProblem];

    /// <summary>The answer; null when the server closed the connection while a body of unknown length was still being sent, as it does once that is too long.</summary>
    private static async Task<HttpResponseMessage?> SendAsync(World world, HttpRequestMessage request, CancellationToken limit)
    {
        try
        {
            return await world.App.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit);
        }
        catch (HttpRequestException e) when (e.InnerException is IOException && request.Content is HostileBodies.ChunkedContent)
        {
            return null;
        }
    }

    /// <summary>
    /// The number of calls has changed while a request was refused: occurrences of schedules and daily calls are queued at any time. Sent again, a request that leaves
    /// something behind would do so each time.
    /// </summary>
    private static async Task CheckChangesNothingAsync(World world, HttpRequestMessage refused, string what)
    {
        byte[]? body = refused.Content is null ? null : await refused.Content.ReadAsByteArrayAsync();
        for (int times = 0; times < 20; times++)
        {
            using var again = new HttpRequestMessage(refused.Method, refused.RequestUri) { Content = body is null ? null : new ByteArrayContent(body) };
            foreach ((string name, IEnumerable<string> values) in refused.Headers) again.Headers.TryAddWithoutValidation(name, values);
            if (refused.Content is not null) foreach ((string name, IEnumerable<string> values) in refused.Content.Headers) again.Content!.Headers.TryAddWithoutValidation(name, values);
            long before = await CallsAsync(world);
            using HttpResponseMessage response = await world.App.Client.SendAsync(again, HttpCompletionOption.ResponseHeadersRead);
            if (await CallsAsync(world) == before) return;
        }

        throw new InvalidOperationException($"{what} was refused, and changes the number of calls");
    }

    /// <summary>An honest request works as before, and the counts of the business add up.</summary>
    private static async Task CheckUnharmedAsync(World world)
    {
        await world.App.PostAsync("/api/queue/resume", "{}");
        (HttpStatusCode status, _) = await world.App.PostAsync("/api/calls/queue", """{"phone_number":"+12025550199","custom_call_id":"honest"}""");
        status.ShouldBe(HttpStatusCode.Accepted);
        (await world.App.GetAsync("/api/calls/honest")).Status.ShouldBe(HttpStatusCode.OK);
        BusinessSnapshot business = await world.Host.Actors.Business(BusinessId.Default).GetAsync();
        business.Counts.Total.ShouldBe(business.Counts.Ready + business.Counts.Delayed + business.Counts.Live + business.Counts.Ended);
    }

    private static async Task<long> CallsAsync(World world) => (await world.Host.Actors.Business(BusinessId.Default).GetAsync()).Counts.Total;

    /// <summary>The length of an answer; an event stream has no end to wait for.</summary>
    private static async Task<long> LengthAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        if (response.Content.Headers.ContentType?.MediaType == "text/event-stream") return 0;
        await using Stream body = await response.Content.ReadAsStreamAsync(cancellation);
        byte[] buffer = new byte[16 * 1024];
        long length = 0;
        for (int read; length <= LongestAnswer && (read = await body.ReadAsync(buffer, cancellation)) > 0;) length += read;
        return length;
    }

    private static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out int number) ? number : otherwise;
}
