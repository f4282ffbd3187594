using System.Net;
using System.Text.Json.Nodes;
using CallQueue.Documents;

namespace CallQueue.Gateway.Tests.Documents;

/// <summary>Holds every answer that passes through it against the API's own description.</summary>
internal sealed class DescribedAnswers() : DelegatingHandler(new SocketsHttpHandler())
{
    private ApiDescription? _description;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        HttpResponseMessage response = await base.SendAsync(request, cancellationToken);
        _description ??= await ApiDescription.ReadAsync();
        if (_description.Find(request.Method.Method, request.RequestUri!.AbsolutePath) is not { } operation) return response;

        // An event stream has no end to wait for.
        if (response.Content.Headers.ContentType?.MediaType == "text/event-stream") return response;
        string body = await response.Content.ReadAsStringAsync(cancellationToken);

        // What is no proper HTTP, or has a longer URL or longer headers than it reads, the server refuses before any operation is chosen.
        if (body.Length == 0 && response.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.RequestUriTooLong or HttpStatusCode.RequestHeaderFieldsTooLarge) return response;
        IReadOnlyList<string> problems = await _description.FindProblemsAsync(operation, (int)response.StatusCode, response.Content.Headers.ContentType?.MediaType, body);
        if (response.Content.Headers.ContentType?.MediaType == "application/problem+json") FindPage(JsonNode.Parse(body)!);
        problems.ShouldBeEmpty($"{operation.Method} {operation.Path} answered {(int)response.StatusCode}: {body}");
        return response;
    }

    private static void FindPage(JsonNode problem)
    {
        const string Folder = "/problems/";
        if ((string?)problem["type"] is { } type && type.StartsWith(Folder, StringComparison.Ordinal))
            ProblemTypes.All.ShouldContain(type[Folder.Length..], "every problem type has a page that explains it");
    }
}
