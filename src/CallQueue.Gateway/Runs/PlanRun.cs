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

namespace CallQueue.Runs;

/// <summary>POST /api/runs/plan: forecasts a bulk on virtual time. Nothing is stored and nobody is called.</summary>
internal static class PlanRun
{
    /// <summary>A plan uses a core for seconds, so a process calculates one at a time and dialing is not delayed.</summary>
    private static readonly SemaphoreSlim OneAtATime = new(1);

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
        if (await PlayAsync(order, bulk.Calls, http.RequestAborted) is not { } played) return Busy();
        return played.Problem is { } problem ? Refusals.Invalid(problem) : TypedResults.Json(played.Plan!, GatewayJson.Context.RunPlan);
    }

    /// <summary>Plays a run on a thread of its own; null while another one is played.</summary>
    public static async Task<(RunPlan? Plan, FieldProblem? Problem)?> PlayAsync(PlanOrder order, IReadOnlyList<NewCall> calls, CancellationToken cancellation)
    {
        if (!await OneAtATime.WaitAsync(TimeSpan.Zero, cancellation)) return null;
        try
        {
            return await Task.Factory.StartNew(
                () => new RunPlanner(order).Play(calls, null, cancellation), cancellation, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }
        finally
        {
            OneAtATime.Release();
        }
    }

    private static Refusals.Later Busy() => new(Refusals.Send(
        StatusCodes.Status429TooManyRequests, "too-many-requests", "Another plan is being calculated", "this process calculates one plan at a time; send the request again after Retry-After"));

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
