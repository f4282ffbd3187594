using CallQueue.Access;
using CallQueue.Directories;
using CallQueue.Problems;
using CallQueue.Requests;
using Microsoft.AspNetCore.Http;

namespace CallQueue.Queues;

/// <summary>GET /api/admin/queues [S2.21].</summary>
internal static class AdminQueues
{
    public static async Task<IResult> GetAsync(HttpContext http, IActors actors)
    {
        var problems = new FieldProblems();
        if (NamePage.Of(http.Request, problems) is not { } page) return Refusals.Invalid(problems);

        // A business's key that names another business gets the usual answer, and so does one that names its own.
        bool isNamed = http.Caller().Business is not null || Tenant.Named(http.Request) is not null;
        BusinessId? one = isNamed ? Tenant.Of(http.Request, problems) : null;
        if (problems.Count > 0) return Refusals.Invalid(problems);
        DirectoryPage found = one is { } named
            ? new DirectoryPage([named.Value], false, 1)
            : await actors.Businesses.ListAsync(page.After, page.Limit);
        AdminQueue[] queues = await Task.WhenAll(found.Names.Select(name => ShowAsync(actors, new BusinessId(name))));
        return TypedResults.Json(
            new AdminQueuesView(true, queues, found.Total, page.Next("/api/admin/queues", found)), GatewayJson.Context.AdminQueuesView);
    }

    private static async Task<AdminQueue> ShowAsync(IActors actors, BusinessId business) =>
        AdminQueue.Of(business, QueueNumbers.Of(await actors.Business(business).GetAsync()));
}
