using CallQueue.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace CallQueue.Documents;

/// <summary>
/// The API's documentation: the OpenAPI document at <see cref="Path"/>, a page to read it at <see cref="Page"/> that loads nothing
/// from other servers, and the explanation of each problem type at <c>/problems/…</c>. Every key opens it, in a browser as the password of any user name; it has no data of any business.
/// </summary>
public static class ApiDocument
{
    /// <summary>Where the document is.</summary>
    public const string Path = "/openapi/v1.json";

    /// <summary>Where it can be read.</summary>
    public const string Page = "/docs";

    internal static void AddApiDocument(this IServiceCollection services)
    {
        // Answers are described by the same serializer that writes them, so names and shapes match.
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, GatewayJson.Context);
            json.SerializerOptions.PropertyNamingPolicy = GatewayJson.Context.Options.PropertyNamingPolicy;
            json.SerializerOptions.NumberHandling = GatewayJson.Context.Options.NumberHandling;
        });
        services.AddOpenApi(options =>
        {
            options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
            options.AddDocumentTransformer(DocumentCover.Apply);
            options.AddDocumentTransformer(PreviewAnswers.Apply);
            options.AddDocumentTransformer(Answers.Apply);
            options.AddSchemaTransformer(LeftOutMembers.Apply);
            options.AddOperationTransformer(OperationIds.Apply);
            options.AddOperationTransformer(CommonParts.Apply);
            options.AddOperationTransformer(QueryParameters.Apply);
            options.AddOperationTransformer(RequestBodies.Apply);
        });
    }

    internal static void MapApiDocument(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapOpenApi().ForBusinesses();
        endpoints.MapGet("/problems/{type}", (string type) => ProblemTypes.Page(type)).ExcludeFromDescription().ForBusinesses();
        IApplicationBuilder page = endpoints.CreateApplicationBuilder();
        page.Use((http, next) =>
        {
            // Files are served only where no endpoint has been chosen.
            http.SetEndpoint(null);
            return next(http);
        });
        page.UseSwaggerUI(ui =>
        {
            ui.RoutePrefix = Page.TrimStart('/');
            ui.DocumentTitle = "Call queue API";
            ui.SwaggerEndpoint(Path, "Call queue API");
            ui.EnableTryItOutByDefault();
        });
        endpoints.Map(Page + "/{**file}", page.Build()).ExcludeFromDescription().ForBusinesses();
    }
}
