using CallQueue.Businesses;
using CallQueue.Calls;
using CallQueue.Carriers;
using CallQueue.Hosting.Local;
using CallQueue.Runs;

namespace CallQueue.Simulation.Sabotages;

/// <summary>A rule that is not kept: the actors of one kind are handed, or hand back, something else than was said.</summary>
internal sealed class RuleBug(string name, string kind, Tamper tamper) : Sabotage
{
    public override string Name => name;

    public override ActorKind Kind(ActorKind made) => made.Name == kind ? Tampered.Kind(made, tamper) : made;

    /// <summary>A stop or a pause that does not wait for the calls about to be dialed.</summary>
    public static object? SkipWithdrawals(string method, object?[] arguments, Func<object?> proceed) =>
        method == nameof(ICall.WithdrawAsync)
            ? Task.FromResult<LeaseStanding>(new LeaseStanding.Live(TimeSpan.FromSeconds(30), null))
            : proceed();

    /// <summary>A silent lease is believed to be live for ever.</summary>
    public static object? BelieveSilence(string method, object?[] arguments, Func<object?> proceed) =>
        method == nameof(ICall.CheckAsync)
            ? Task.FromResult<LeaseStanding>(new LeaseStanding.Live(TimeSpan.FromSeconds(30), null))
            : proceed();

    /// <summary>Windows are dropped at submit.</summary>
    public static object? DropWindows(string method, object?[] arguments, Func<object?> proceed)
    {
        if (method == nameof(IBusiness.EnqueueAsync) && arguments[0] is EnqueueCalls enqueue)
        {
            arguments[0] = enqueue with
            {
                Template = enqueue.Template with { Rules = enqueue.Template.Rules with { Window = null } },
                Calls = [.. enqueue.Calls.Select(call => call.Rules is { } rules ? call with { Rules = rules with { Window = null } } : call)],
            };
        }

        if (method == nameof(IBusiness.ChangeSettingsAsync) && arguments[0] is BusinessSettings settings)
            arguments[0] = settings with { Rules = settings.Rules with { Window = null } };
        return proceed();
    }

    /// <summary>Rate limits are dropped when they are set.</summary>
    public static object? DropRates(string method, object?[] arguments, Func<object?> proceed)
    {
        if (method == nameof(IBusiness.ChangeSettingsAsync) && arguments[0] is BusinessSettings settings) arguments[0] = settings with { Rates = [] };
        return proceed();
    }

    /// <summary>One slot more than the business has.</summary>
    public static object? LendOneMore(string method, object?[] arguments, Func<object?> proceed)
    {
        if (method == nameof(IBusiness.ChangeSettingsAsync) && arguments[0] is BusinessSettings settings)
            arguments[0] = settings with { Slots = settings.Slots + 1 };
        return proceed();
    }

    /// <summary>News of a run is counted each time it comes.</summary>
    public static object? CountNewsAgain(string method, object?[] arguments, Func<object?> proceed) =>
        method == nameof(IRun.ApplyAsync) && arguments[0] is RunNews { Ends.Count: > 0 } news ? ApplyTwice(arguments, news, proceed) : proceed();

    /// <summary>A late or repeated webhook of an earlier attempt is taken for the attempt under way.</summary>
    public static Tamper TakeAnyWebhook()
    {
        var newest = new Dictionary<CallId, CarrierEvent>();
        return (method, arguments, proceed) =>
        {
            if (method != nameof(ICall.OnCarrierEventAsync) || arguments[0] is not CarrierEvent told) return proceed();
            CarrierEvent known = newest.GetValueOrDefault(told.Attempt.Call, told);
            if (told.Attempt.Number >= known.Attempt.Number) newest[told.Attempt.Call] = told;
            else arguments[0] = told with { Attempt = known.Attempt, Report = told.Report with { Call = known.Report.Call } };
            return proceed();
        };
    }

    private static async Task<long> ApplyTwice(object?[] arguments, RunNews news, Func<object?> proceed)
    {
        long ends = await (Task<long>)proceed()!;
        arguments[0] = news with { FirstEnd = ends, Stamp = news.Stamp + 1_000_000 };
        return await (Task<long>)proceed()!;
    }
}
