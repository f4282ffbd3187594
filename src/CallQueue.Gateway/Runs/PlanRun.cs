using CallQueue.Access;
using CallQueue.Businesses;
using CallQueue.Calls;
using CallQueue.Carriers;
using CallQueue.Inputs;
using CallQueue.Planning;
using CallQueue.Problems;
using CallQueue.Requests;
using CallQueue.Trunks;
using CallQueue.Validation;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace CallQueue.Runs;

/// <summary>POST /api/runs/plan: forecasts a bulk on virtual time. Nothing is stored and nobody is called.</summary>
internal static class PlanRun
{
    public static async Task<IResult> PostAsync(HttpContext http, IActors actors, ICarriers carriers, TimeProvider time, GatewayOptions options)
    {
        if (!JsonBody.IsDeclared(http.Request)) return Refusals.NotJson();
        JsonBody.Allow(http, options.MaxBulkBytes);
        var problems = new FieldProblems();
        var assumed = new AssumedFields();
        DateTimeOffset now = time.GetUtcNow();
        var bulk = new BulkRequest(options, CallDialect.Calls, now, problems) { Country = new StreamedCountry(http, actors, problems), Table = http.Request.Table(), ReadMore = assumed.Read };
        await bulk.ReadAsync(http.Request.BodyReader, http.RequestAborted);
        BusinessId? business = Tenant.Of(http.Request, bulk.Business, problems);
        bulk.Country.Confirm(business);
        if (business is not { } owner || problems.Count > 0) return Refusals.Invalid(problems);

        await bulk.ZoneAsync(actors, owner);
        BusinessSettings settings = (await actors.Business(owner).GetAsync()).InForce;
        DateTimeOffset startAt = assumed.StartAt?.In(bulk.Template.Rules.TimeZone ?? settings.Rules.TimeZone) ?? now;
        TrunkLimits trunk = (await actors.Trunk(carriers.For(owner).Trunk).GetAsync()).Limits;
        var order = new PlanOrder
        {
            Business = settings, Template = bulk.Template, Total = bulk.Calls.Count, Trunk = trunk, Assumptions = assumed.Assumptions, StartAt = startAt,
        };
        if (await PlayAsync(http, order, bulk.Calls) is not { } played) return Busy();
        return played.Problem is { } problem ? Refusals.Invalid(problem) : TypedResults.Json(played.Plan!, GatewayJson.Context.RunPlan);
    }

    /// <summary>
    /// Plays a run on a thread of its own, after those of other tenants that came first: a plan uses a core for seconds, and dialing must not be
    /// delayed. Null while the tenant has another one.
    /// </summary>
    public static async Task<(RunPlan? Plan, FieldProblem? Problem)?> PlayAsync(HttpContext http, PlanOrder order, IReadOnlyList<NewCall> calls)
    {
        CancellationToken cancellation = http.RequestAborted;
        using IDisposable? turn = await http.RequestServices.GetRequiredService<PlanTurns>().TakeAsync(TenantQuotas.TenantOf(http), cancellation);
        if (turn is null) return null;
        return await Task.Factory.StartNew(
            () => new RunPlanner(order).Play(calls, null, cancellation), cancellation, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    private static Refusals.Later Busy() => new(Refusals.Send(
        StatusCodes.Status429TooManyRequests, "too-many-requests", "Another plan is being calculated", "one plan of a business or key is calculated at a time; send the request again after Retry-After"));

    /// <summary>Reads <c>plan</c>: the assumptions and the start time.</summary>
    private sealed class AssumedFields
    {
        public PlanAssumptions Assumptions { get; private set; } = new();

        /// <summary>Null: now.</summary>
        public WrittenTime? StartAt { get; private set; }

        public void Read(JsonFields fields)
        {
            if (fields.Object(RunFields.Assumptions) is not { } plan) return;
            var usual = new PlanAssumptions();
            Assumptions = new PlanAssumptions
            {
                AnswerRate = plan.Number(RunFields.AnswerRate) ?? usual.AnswerRate,
                Talk = TimeSpan.FromSeconds(plan.Number(RunFields.TalkSeconds) ?? usual.Talk.TotalSeconds),
                Ring = TimeSpan.FromSeconds(plan.Number(RunFields.RingSeconds) ?? usual.Ring.TotalSeconds),
                PricePerMinute = plan.Number(RunFields.PricePerMinute) is { } price ? (decimal)price : null,
            };
            StartAt = plan.Parsed(RunFields.StartAt);
            plan.RefuseLeft("assumption");
        }
    }
}
