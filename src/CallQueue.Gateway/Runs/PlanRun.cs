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
        var bulk = new BulkRequest(options, CallDialect.Calls, now, problems) { Country = new StreamedCountry(http, actors, problems), ReadMore = assumed.Read };
        await bulk.ReadAsync(http.Request.BodyReader, http.RequestAborted);
        BusinessId? business = Tenant.Of(http.Request, bulk.Business, problems);
        bulk.Country.Confirm(business);
        if (business is not { } owner || problems.Count > 0) return Refusals.Invalid(problems);

        BusinessSettings settings = (await actors.Business(owner).GetAsync()).Settings;
        TrunkLimits trunk = (await actors.Trunk(carriers.For(owner).Trunk).GetAsync()).Limits;
        var order = new PlanOrder
        {
            Business = settings, Template = bulk.Template, Total = bulk.Calls.Count, Trunk = trunk, Assumptions = assumed.Assumptions, StartAt = assumed.StartAt ?? now,
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
        public DateTimeOffset? StartAt { get; private set; }

        public void Read(JsonFields fields)
        {
            if (fields.Object("plan") is not { } plan) return;
            var usual = new PlanAssumptions();
            Assumptions = new PlanAssumptions
            {
                AnswerRate = plan.Number("answer_rate", 0, 1) ?? usual.AnswerRate,
                Talk = TimeSpan.FromSeconds(plan.Number("talk_seconds", 1, 14_400) ?? usual.Talk.TotalSeconds),
                Ring = TimeSpan.FromSeconds(plan.Number("ring_seconds", 0, 60) ?? usual.Ring.TotalSeconds),
                PricePerMinute = plan.Number("price_per_minute", 0, 1_000) is { } price ? (decimal)price : null,
            };
            StartAt = plan.Parsed<DateTimeOffset>("start_at", text => InstantText.Parse(text), InstantText.Problem);
            plan.RefuseLeft("assumption");
        }
    }
}

/// <summary>A bulk with assumptions about its people.</summary>
/// <param name="Plan">The assumptions; all of them are optional.</param>
internal sealed record PlanBody(AssumedBody? Plan, string? Window, string? Timezone, IReadOnlyList<QueueCallBody> Calls);

/// <summary>Assumptions about people, and the price of a minute.</summary>
/// <param name="AnswerRate">The share of dials that somebody answers, 0 to 1; default 0.5.</param>
/// <param name="TalkSeconds">How long an answered call lasts on average; default 60.</param>
/// <param name="RingSeconds">How long it rings on average before somebody answers; default 10.</param>
/// <param name="PricePerMinute">The carrier's price of a started minute; without it no cost is calculated.</param>
/// <param name="StartAt">When the run is submitted; default now.</param>
internal sealed record AssumedBody(double? AnswerRate, double? TalkSeconds, double? RingSeconds, double? PricePerMinute, DateTimeOffset? StartAt);
