using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CallQueue.Problems;

/// <summary>The job family answers invalid fields with 400, as its apps expect [S1.13, S1.31, S1.47]; the body is the same.</summary>
internal sealed class BadRequestFilter : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        object? result = await next(context);
        return result is JsonHttpResult<Problem> { Value: { Status: StatusCodes.Status422UnprocessableEntity } problem }
            ? Refusals.Send(problem with { Status = StatusCodes.Status400BadRequest })
            : result;
    }
}
