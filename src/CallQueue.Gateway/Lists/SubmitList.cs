using System.Globalization;
using System.Text.Json;
using CallQueue.Access;
using CallQueue.Audits;
using CallQueue.Businesses;
using CallQueue.Calls;
using CallQueue.ChosenIds;
using CallQueue.Leads;
using CallQueue.Problems;
using CallQueue.Requests;
using CallQueue.Runs;
using CallQueue.Validation;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CallQueue.Lists;

/// <summary>POST /api/runs: a list of people becomes a run, completely or not at all.</summary>
internal static class SubmitList
{
    public static async Task<IResult> PostAsync(HttpContext http, ListServices services)
    {
        if (ListUpload.FindProblem(http.Request) is { } type) return Refusals.NotAList(type);
        // Before the body is read: a key of another business learns nothing else.
        Tenant.Of(http.Request, new FieldProblems());
        TenantQuotas quotas = http.RequestServices.GetRequiredService<TenantQuotas>();
        using IDisposable? place = quotas.BeginUpload(http);
        if (place is null) return quotas.UploadsUsedUp();
        var problems = new FieldProblems();
        using ListUpload upload = await ListUpload.ReceiveAsync(http, services.Options.MaxListBytes, problems);
        List<KeyValuePair<string, JsonElement>> fields = await ListFields.CollectAsync(http.Request, upload, problems);
        var order = ListOrder.Read(fields, http.Request.HasFormContentType && upload.List?.Name is { Length: > 0 } name ? name : null, services.Time, problems);
        string? chosen = order.RunName ?? RequestKey.Name(http.Request, "run", problems);
        if (Tenant.Of(http.Request, order.Business, problems) is not { } owner || problems.Count > 0) return Refusals.Invalid(problems);

        // Reading a list takes up to a minute and 56 bytes of memory a person. It is here completely: nobody holds a turn by sending slowly.
        using IDisposable? turn = await http.RequestServices.GetRequiredService<ListTurns>().TakeAsync(TenantQuotas.TenantOf(http), http.RequestAborted);
        return turn is null ? Busy() : await TakeAsync(http, services, owner, upload.List!, order, chosen);
    }

    private static async Task<IResult> TakeAsync(HttpContext http, ListServices services, BusinessId owner, SpooledList list, ListOrder order, string? chosen)
    {
        BusinessSnapshot business = await services.Actors.Business(owner).GetAsync();
        DateTimeOffset now = services.Time.GetUtcNow();
        order = order.In(business.Settings, now);
        // A business without any calls has called nobody.
        bool asksRecent = order.IsDryRun || (!order.IsAgain && business.Counts.Total > 0);
        ListedPeople? people = asksRecent ? new ListedPeople(services.Actors, owner) : null;
        bool areDelayed = true;
        LeadFileOptions reading = order.Reading with
        {
            Country = order.Reading.Country ?? business.Settings.DefaultCountry, CheckCall = Check, Script = order.Template.Script, Speech = services.Carriers.Speech,
        };
        var file = new LeadFile(list, reading);
        LeadCheck check = await file.CheckAsync(cancellation: http.RequestAborted);
        if (check.Total > services.Options.MaxListCalls)
            return Refusals.Invalid(new FieldProblem("file", string.Create(CultureInfo.InvariantCulture, $"has {check.Total} people; at most {services.Options.MaxListCalls} are allowed in one list, so send several")));

        var run = new RunId(owner, chosen ?? ListFingerprint.RunName(check));
        bool isKnown = await services.Actors.Run(run).GetAsync() is not null;
        if (!isKnown && SubmitCheck.FindProblem(order.Template, business.InForce, now) is { } late)
            return Refusals.Invalid(late.Field == $"call_config.{ListOptions.MaxDuration.Name}" ? late with { Field = ListOptions.MaxDuration.Name } : late);
        if (isKnown && check.ProblemCount > 0)
        {
            // What is too late now was not when the run was accepted, and a repetition is answered as such.
            file = new LeadFile(list, reading with { CheckCall = null });
            check = await file.CheckAsync(cancellation: http.RequestAborted);
        }

        if (order.IsDryRun) return await DryRunner.AnswerAsync(http, services, run, business.Settings, order, file, check, people!);
        if (!check.IsReadable)
        {
            services.Log.ListRefused(owner, check.Total, check.ProblemCount);
            return Refusals.Invalid(check);
        }

        // A run that continues calls nobody twice.
        if (people is not null && !isKnown && await people.FindRecentAsync() is { Count: > 0 } recent)
            return Recently(recent, people, check.Total);
        var change = new Change("run.submitted") { Target = run.Name, After = string.Create(CultureInfo.InvariantCulture, $"{{\"calls\":{check.Total}}}") };
        return await http.ChangeAsync(services.Actors, owner, change, () => EnqueueAsync(services, run, order, file, check, areDelayed, http.RequestAborted));

        LeadProblem? Check(NewCall call, int line)
        {
            people?.Add(call, line);
            areDelayed = areDelayed && SubmitCheck.IsDelayed(order.Template, call, business.InForce, now);
            return SubmitCheck.FindProblem(order.Template, call, business.InForce, now) is { } found ? new LeadProblem(line, found.Field, found.Problem) : null;
        }
    }

    private static JsonHttpResult<Problem> Recently(IReadOnlyList<RecentDial> recent, ListedPeople people, int total) => Refusals.Send(new Problem(
        "/problems/called-recently", "People of this list were called recently; nothing was accepted", StatusCodes.Status409Conflict, $"{RecentDials.Describe(recent, total)}; send again=true to call them",
        [.. recent.Take(FieldProblems.Listed).Select(dial => new FieldError(null, "phone", $"{dial.Number.Masked} {RecentDials.Describe(dial)}", people.LineOf(dial.Number)))], recent.Count));

    /// <summary>Claims the ids of the calls if they are of more than one part, then submits them part by part.</summary>
    private static async Task<IResult> EnqueueAsync(ListServices services, RunId run, ListOrder order, LeadFile file, LeadCheck check, bool areDelayed, CancellationToken cancellation)
    {
        IBusiness business = services.Actors.Business(run.Business);
        string fingerprint = ListFingerprint.Of(check, order.Template);
        if (check.HasIds && check.Total > services.Options.PartSize && await RunClaims.ClaimAsync(business, run.Name, file.ReadAsync(services.Options.PartSize, cancellation)) is { } taken) return Refusals.Conflict(taken.InList);
        var whole = new EnqueueCalls(run.Name, check.Total, 0, fingerprint, order.Template with { Trace = CallTraces.Here }, []);
        (EnqueueAnswer? refusal, bool added) = await RunSubmit.EnqueueAsync(business, whole, file.ReadAsync(services.Options.PartSize, cancellation));
        return refusal switch
        {
            EnqueueAnswer.Conflict conflict => Refusals.Conflict(conflict.Id?.InList ?? conflict.Reason),
            // The business's settings have changed since the check; it takes back what had come.
            EnqueueAnswer.Refused refused => Refusals.Invalid(refused.Problem),
            _ => await ShowAsync(services, run, order, check, added, areDelayed),
        };
    }

    private static async Task<IResult> ShowAsync(ListServices services, RunId run, ListOrder order, LeadCheck check, bool added, bool areDelayed)
    {
        services.Log.ListQueued(run.Business, run.Name, check.Total, added, check.ProblemCount);
        string status = added ? (areDelayed ? StateWords.Delayed : StateWords.Ready).Call
            : await services.Actors.Run(run).GetAsync() is { } known ? RunWords.Of(known.Status) : StateWords.Ready.Call;
        bool isClean = check.ProblemCount == 0;
        List<string> notes = [.. check.Notes];
        if (order.ZoneNote is { } zone) notes.Add(zone);
        if (!added) notes.Add("This list was already accepted under this name, so nobody is called again. Choose a new run_id to call everybody again.");
        var answer = new QueuedList(
            run.Name, run.Name, run.Business.Value, check.Total, added ? check.Total : 0, status, added ? null : true,
            isClean ? null : check.ProblemCount, isClean ? null : [.. check.Problems.Select(FieldError.From)], notes.Count > 0 ? notes : null);
        return TypedResults.Json(answer, GatewayJson.Context.QueuedList, statusCode: StatusCodes.Status202Accepted);
    }

    private static Refusals.Later Busy() => new(Refusals.Send(
        StatusCodes.Status429TooManyRequests, "too-many-requests", "Other lists are being read", $"this process reads {ListTurns.AtOnce} lists at once, of a business or key fewer; send the request again after Retry-After"), seconds: 5);
}
