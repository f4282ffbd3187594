using System.Text.Json;
using CallQueue.Calls;
using CallQueue.Fields;
using CallQueue.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace CallQueue.Requests;

/// <summary>The common start of every small command: check for JSON, find the business, read the fields. Only then is an actor called.</summary>
internal static class JsonCommand
{
    private static readonly JsonElement Nothing = JsonElement.Parse("{}");

    /// <summary>Reads the body, then acts; answers with the problems if there are any.</summary>
    /// <param name="http">The request.</param>
    /// <param name="read">Reads the fields; adds problems to theirs. May be called twice.</param>
    /// <param name="act">Called when there are no problems.</param>
    /// <param name="isOptional">Without a body all fields are absent.</param>
    /// <exception cref="JsonException">The body is not a JSON object.</exception>
    public static async Task<IResult> RunAsync<T>(
        HttpContext http, Func<JsonFields, T> read, Func<BusinessId, T, Task<IResult>> act, bool isOptional = false)
    {
        if (isOptional && !HasBody(http)) return await ReadAsync(http, Nothing, Tenant.InBody, read, act);
        if (!JsonBody.IsDeclared(http.Request)) return Refusals.NotJson();
        using JsonDocument body = await JsonBody.ReadObjectAsync(http);
        return await ReadAsync(http, body.RootElement, Tenant.InBody, read, act);
    }

    /// <summary>The same for a family with its own, required field for the business.</summary>
    public static async Task<IResult> RunAsync<T>(
        HttpContext http, NameField tenantField, Func<JsonFields, T> read, Func<BusinessId, T, Task<IResult>> act)
    {
        if (!JsonBody.IsDeclared(http.Request)) return Refusals.NotJson();
        using JsonDocument body = await JsonBody.ReadObjectAsync(http);
        return await ReadAsync(http, body.RootElement, tenantField, read, act);
    }

    private static async Task<IResult> ReadAsync<T>(
        HttpContext http, JsonElement body, NameField tenantField, Func<JsonFields, T> read, Func<BusinessId, T, Task<IResult>> act)
    {
        ((BusinessId? business, T asked), FieldProblems problems) = await DefaultCountry.ReadAsync(
            http.RequestServices.GetRequiredService<IActors>(), found => Read(http.Request, body, tenantField, read, found), found => found.Business);
        return business is { } owner && problems.Count == 0 ? await act(owner, asked) : Refusals.Invalid(problems);
    }

    private static (BusinessId? Business, T Asked) Read<T>(
        HttpRequest request, JsonElement body, NameField tenantField, Func<JsonFields, T> read, FieldProblems problems) => ValidText.Read(() =>
    {
        var fields = new JsonFields(body, request.Table(), null, problems);
        if (tenantField != Tenant.InBody && !fields.Has(tenantField)) fields.Wrong(tenantField, "is missing");
        return (Tenant.Of(request, fields.TextOrNumber(tenantField), problems), read(fields));
    });

    /// <summary>Whether the request brings a body.</summary>
    public static bool HasBody(HttpContext http) => http.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody ?? http.Request.ContentLength > 0;
}
