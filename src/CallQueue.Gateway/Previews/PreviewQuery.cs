using CallQueue.Documents;
using CallQueue.Fields;
using CallQueue.Problems;
using CallQueue.Requests;
using CallQueue.Validation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace CallQueue.Previews;

/// <summary>The query parameter <c>preview</c>: <c>true</c> asks what the command would do, a token carries it out as shown.</summary>
internal static class PreviewQuery
{
    public const string Name = "preview";

    /// <summary>Asks for a preview.</summary>
    public const string Look = "true";

    /// <summary>A status under which endpoints declare the answer of a preview; the document shows it as the other answer with the status 200.</summary>
    public const int Declared = 299;

    private static readonly TextField Parameter = new(Name, PreviewToken.MostCharacters)
    {
        Description = "true: change nothing, and answer what the command would do, with a token. That token: carry out the command as the preview has shown it.",
        Without = "the command is carried out",
    };

    /// <summary>The endpoint answers previews.</summary>
    public static RouteHandlerBuilder Previewed(this RouteHandlerBuilder endpoint) => endpoint.WithMetadata(Mark.Instance).Reads(Parameter)
        .Produces<PreviewView>(Declared).Refuses(StatusCodes.Status409Conflict, StatusCodes.Status422UnprocessableEntity);

    /// <summary>Refuses <c>preview</c> on a command that has none: it would otherwise be carried out.</summary>
    public static async ValueTask<object?> GuardAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        HttpRequest request = context.HttpContext.Request;
        bool isRead = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
        return isRead || !request.Query.ContainsKey(Name) || context.HttpContext.GetEndpoint()?.Metadata.GetMetadata<Mark>() is not null
            ? await next(context)
            : Refusals.Invalid(new FieldProblem(Name, "is not supported by this command; nothing was done"));
    }

    private sealed class Mark
    {
        public static Mark Instance { get; } = new();
    }
}
