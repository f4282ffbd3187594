using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CallQueue.Commands;
using CallQueue.Composition;
using CallQueue.Dialing;
using CallQueue.Planning;

namespace CallQueue.Servers;

/// <summary>One <c>callqueue plan</c> by a running server: its settings, do-not-call lists and recent calls count too. Nothing is stored there.</summary>
/// <param name="server">The server.</param>
/// <param name="order">Whom to call.</param>
/// <param name="assumptions">What is assumed about the people.</param>
/// <param name="asJson">Print the server's answer as JSON.</param>
/// <param name="context">The command.</param>
internal sealed class ServedPlan(Server server, DialOrder order, PlanAssumptions assumptions, bool asJson, CommandContext context)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <exception cref="CommandException">The list would not be accepted, or the server does not respond.</exception>
    public async Task<ExitCode> RunAsync()
    {
        ServerConfig config = await new ServedRuns(server).ConfigAsync();
        var post = new ListPost(server, order, order.RulesOver(config.Rules), context) { More = [("dry_run", "true"), .. Assumed()] };
        JsonObject answer = await SendAsync(post);
        if (asJson)
        {
            context.Say(answer.ToJsonString(Indented));
            return answer["accepted"]?.GetValue<bool>() == true ? ExitCode.Done : ExitCode.BadInput;
        }

        if (answer["accepted"]?.GetValue<bool>() is not { } isAccepted) throw server.NotOurs();
        foreach (string note in (answer["notes"] as JsonArray ?? []).Select(note => (string?)note).OfType<string>()) context.Say(note);
        if (!isAccepted)
        {
            long count = ServedRun.Number(answer, "problem_count");
            context.Error.WriteLine($"{order.File}: {(count == 1 ? "1 problem" : $"{count:N0} problems")}:");
            post.List(answer["problems"] as JsonArray ?? [], count);
            throw new CommandException(ExitCode.BadInput, $"{server.Name} would reject the list.");
        }

        TellPeople(answer);
        if (answer["plan"] is JsonObject plan) new PlanSummary(context).Show(plan.Deserialize(PlanJson.Default.RunPlan)!, order with { Slots = config.Slots });
        return ExitCode.Done;
    }

    private static async Task<JsonObject> SendAsync(ListPost post)
    {
        try
        {
            return await post.SendAsync();
        }
        catch (OperationCanceledException)
        {
            throw new CommandException(ExitCode.Interrupted, "Interrupted; nobody was called.");
        }
    }

    /// <summary>What a forecast from the file alone can't know.</summary>
    private void TellPeople(JsonObject answer)
    {
        if ((string?)answer["existing"] is { } state) context.Say($"Run {answer["run_id"]} already exists ({state}): dialing this list again would call nobody.");
        if (answer["do_not_call"] is JsonObject listed && ServedRun.Number(listed, "count") is > 0 and var blocked) context.Say($"On a do-not-call list: {blocked:N0}. They are not dialed.");
        if (answer["called_recently"] is JsonObject recent && ServedRun.Number(recent, "count") is > 0 and var called) context.Say($"Called lately: {called:N0}. A new run needs --again to call them.");
    }

    private IEnumerable<(string Name, string? Value)> Assumed() =>
    [
        ("answer_rate", Text(assumptions.AnswerRate)), ("talk_seconds", Text(assumptions.Talk.TotalSeconds)), ("ring_seconds", Text(assumptions.Ring.TotalSeconds)),
        ("price_per_minute", assumptions.PricePerMinute?.ToString(CultureInfo.InvariantCulture)),
    ];

    private static string Text(double number) => number.ToString("0.#######", CultureInfo.InvariantCulture);
}
