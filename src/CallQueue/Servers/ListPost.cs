using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using CallQueue.Calls;
using CallQueue.Commands;
using CallQueue.Composition;
using CallQueue.Dialing;
using CallQueue.Inputs;
using CallQueue.Validation;

namespace CallQueue.Servers;

/// <summary>Sends the file of a <see cref="DialOrder"/> to POST /api/runs. Sending it again adds nothing: the same file and options are the same run.</summary>
/// <param name="server">The server.</param>
/// <param name="order">What to dial.</param>
/// <param name="rules">Its rules over those of the server's business.</param>
/// <param name="context">The command.</param>
internal sealed class ListPost(Server server, DialOrder order, CallRules rules, CommandContext context)
{
    private const int Tries = 5;
    private static readonly TimeSpan UsualWait = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    /// <summary>Further options of the request.</summary>
    public IReadOnlyList<(string Name, string? Value)> More { get; init; } = [];

    /// <summary>Sends it and returns the answer. Ctrl-C ends it while the file is being read; once it was sent, the answer is waited for until the second Ctrl-C: the server may dial by then.</summary>
    /// <exception cref="OperationCanceledException">The user does not want to wait.</exception>
    /// <exception cref="CommandException">The list or an option was refused, or the server does not respond.</exception>
    public async Task<JsonObject> SendAsync()
    {
        for (int tries = 1; ; tries++)
        {
            using HttpResponseMessage answer = await TryAsync();
            JsonObject? body = await Server.ReadAsync(answer);
            if (answer.IsSuccessStatusCode && body is not null) return body;
            if (answer.StatusCode is not (HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable) || tries == Tries) throw Refused(answer, body);
            context.Say($"{server.Name} is busy; sending the list again in a moment.");
            TimeSpan wait = answer.Headers.RetryAfter?.Delta ?? UsualWait;
            await Task.Delay(wait < LongestWait ? wait : LongestWait, context.Time, context.Interrupts.Once);
        }
    }

    private async Task<HttpResponseMessage> TryAsync()
    {
        await using var file = new FileStream(order.File, FileMode.Open, FileAccess.Read, FileShare.Read, 128 * 1024, FileOptions.Asynchronous | FileOptions.SequentialScan);
        var content = new StreamContent(file);
        content.Headers.ContentType = new MediaTypeHeaderValue(TypeOf(order.File));
        using HttpRequestMessage request = new(HttpMethod.Post, $"api/runs?{Query()}") { Content = content };
        // The list is not sent to a server that refuses it by its head.
        request.Headers.ExpectContinue = true;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(context.Interrupts.Now);
        await using CancellationTokenRegistration leaving = context.Interrupts.Once.Register(() =>
        {
            if (file.Position < file.Length) limit.Cancel();
        });
        return await server.SendAsync(request, limit.Token);
    }

    private CommandException Refused(HttpResponseMessage answer, JsonObject? problem)
    {
        if (answer.StatusCode == HttpStatusCode.RequestEntityTooLarge)
            return new CommandException(ExitCode.BadInput, $"The file is larger than {server.Name} accepts: {Server.Detail(problem)}. Send it in parts, or raise CALLQUEUE_MAX_LIST_MEGABYTES there. Nobody was called.");
        long count = ServedRun.Number(problem ?? [], "error_count");
        if ((string?)problem?["type"] == "/problems/called-recently")
        {
            List(problem["errors"] as JsonArray ?? [], count);
            return new CommandException(ExitCode.BadInput, $"{Server.Detail(problem).Replace("send again=true", "add --again", StringComparison.Ordinal)}. Nobody was called now.");
        }

        if (answer.StatusCode == HttpStatusCode.Conflict)
        {
            string hint = order.RunName is null ? "Use the same options to continue it, or add --run-id NAME to call everybody as a new run." : "Choose another --run-id.";
            return new CommandException(ExitCode.BadInput, $"{server.Name} rejected the run: {Server.Detail(problem)}. {hint}");
        }

        if (answer.StatusCode != HttpStatusCode.UnprocessableEntity || problem?["errors"] is not JsonArray { Count: > 0 } errors) return server.Refused(answer, problem);
        context.SayError($"{order.File}: {(count == 1 ? "1 problem" : $"{count:N0} problems")}, nobody was called:");
        List(errors, count);
        return new CommandException(ExitCode.BadInput, $"{server.Name} rejected the list, so no call was placed.");
    }

    /// <summary>Writes problems as the review of a local file does.</summary>
    public void List(JsonArray errors, long count)
    {
        foreach (JsonObject error in errors.OfType<JsonObject>())
        {
            string field = (string?)error["field"] is { } name and not ("file" or "row") ? $"{name} " : "";
            string line = error["line"] is { } number ? $"line {number}: " : "";
            context.SayError(SafeText.Escaped($"  {line}{field}{error["problem"]}"));
        }

        if (count > errors.Count) context.SayError($"  and {count - errors.Count:N0} more");
    }

    private static string TypeOf(string file) => Path.GetExtension(file).ToLowerInvariant() switch
    {
        ".csv" => "text/csv",
        ".tsv" => "text/tab-separated-values",
        ".json" => "application/json",
        ".jsonl" or ".ndjson" => "application/x-ndjson",
        _ => "application/octet-stream",
    };

    private string Query() => string.Join('&', Options().Where(option => option.Value is not null).Select(option => $"{option.Name}={Uri.EscapeDataString(option.Value!)}"));

    private IEnumerable<(string Name, string? Value)> Options()
    {
        RetryPolicy? retry = rules.Retry, delays = retry is { Yields: RetryYield.Delays } ? null : retry;
        return
        [
            ("run_id", order.RunName), ("file_name", Path.GetFileName(order.File)),
            ("country", order.Country), ("message", order.Script.Message), ("ssml", order.Script.Ssml == true ? "true" : null), ("voice", order.Script.Voice), ("answer_url", order.Script.AnswerUrl),
            ("machine", order.Rules.Machine is { } mode ? MachineWords.Of(mode) : null), ("machine_wait", order.Rules.MachineWait == true ? "true" : null), ("voicemail_message", order.Rules.VoicemailMessage),
            ("window", order.Rules.Window?.ToString()), ("timezone", order.Rules.TimeZone),
            ("scheduled_at", Instant(order.StartAt)), ("deadline", Instant(order.Rules.Deadline)), ("consent", order.Rules.Consent),
            ("max_retries", Number(retry?.MaxAttempts - 1)), ("retry_delay", Number(delays?.Delay.TotalSeconds)), ("retry_factor", Number(delays?.Factor)),
            ("ring_timeout", Number(rules.RingTimeout?.TotalSeconds)), ("max_duration", Number(rules.MaxDuration?.TotalSeconds)),
            ("skip_invalid", order.SkipInvalid ? "true" : null), ("allow_duplicates", order.AllowDuplicates ? "true" : null), ("again", order.Again ? "true" : null),
            .. More, .. order.Mapping.PhoneColumns.Select(column => ("phone_column", (string?)column)), .. order.Mapping.Fields.Select(pair => ("map", (string?)$"{pair.Key}={pair.Value}")),
        ];
    }

    private static string? Instant(DateTimeOffset? at) => at is { } time ? InstantText.Write(time) : null;

    private static string? Number(double? number) => number?.ToString("0.#######", CultureInfo.InvariantCulture);
}
