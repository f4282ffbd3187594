using System.Globalization;
using CallQueue.Previews;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace CallQueue.Documents;

/// <summary>Describes the answer of a preview as the other answer of its command with the status 200.</summary>
internal static class PreviewAnswers
{
    private static readonly string Declared = PreviewQuery.Declared.ToString(CultureInfo.InvariantCulture);

    public static Task Apply(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellation)
    {
        foreach (OpenApiResponses answers in document.Paths.Values.SelectMany(path => path.Operations?.Values.AsEnumerable() ?? []).Select(operation => operation.Responses).OfType<OpenApiResponses>())
        {
            if (!answers.Remove(Declared, out IOpenApiResponse? preview)) continue;
            IOpenApiSchema? shown = preview.Content?.Values.Single().Schema;
            foreach (OpenApiMediaType body in answers["200"].Content?.Values.AsEnumerable() ?? [])
                if (body.Schema is { } done && shown is not null) body.Schema = new OpenApiSchema { OneOf = [done, shown] };
        }

        return Task.CompletedTask;
    }
}
