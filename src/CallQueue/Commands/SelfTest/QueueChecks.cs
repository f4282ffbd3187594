using System.Globalization;
using CallQueue.Businesses;
using CallQueue.Calls;
using CallQueue.Carriers;
using CallQueue.Runs;

namespace CallQueue.Commands.SelfTest;

/// <summary>Four promises of the queue, proven on simulated calls that stay live until they are hung up [S0.30].</summary>
internal sealed class QueueChecks(IActors actors, TimeProvider time)
{
    private const int RunLength = 5;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    /// <summary>The checks by what they prove.</summary>
    public IReadOnlyList<(string What, Func<Task<string>> Check)> All =>
    [
        ("a report with a wrong token changes nothing", WrongTokenAsync),
        ("a repeated request waits and adds no call", RepeatedAsync),
        ("a live call is not a waiting one", ApartAsync),
        ("a stopped run dials nothing more", StopAsync),
    ];

    private async Task<string> WrongTokenAsync()
    {
        IBusiness business = await NewAsync("token");
        await SubmitAsync(business, "call", 1);
        CallId id = new(new BusinessId("selftest-token"), "call");
        CallSnapshot before = await LiveAsync(id);
        AttemptSnapshot attempt = before.Attempts[0];
        var forged = new CarrierEvent(new AttemptRef(id, 1, $"{attempt.Token}0"), new CarrierReport(attempt.CarrierCall ?? new CarrierCallId("none"), CarrierStatus.Ended, Outcome.Failed));
        EventAnswer answer = await actors.Call(id).OnCarrierEventAsync(forged);
        CallSnapshot after = (await actors.Call(id).GetAsync())!;
        Require(answer is { Applied: false, Ignored: EventIgnored.UnknownToken } && after.Status != CallStatus.Ended && after.Tries == 1, $"the call is {after.Status} after {after.Tries} dials");
        await HangUpAsync(business, "call");
        return "ignored; the call went on, and was dialed once";
    }

    private async Task<string> RepeatedAsync()
    {
        IBusiness business = await NewAsync("repeated");
        await SubmitAsync(business, "first", 1);
        await LiveAsync(new CallId(new BusinessId("selftest-repeated"), "first"));
        bool added = await SubmitAsync(business, "second", 2), again = await SubmitAsync(business, "second", 2);
        BusinessSnapshot now = await business.GetAsync();
        Require(added && !again && now.Counts is { Total: 2, Ready: 1, Live: 1 }, $"{now.Counts.Total} calls, {now.Counts.Ready} of them waiting");
        await HangUpAsync(business, "first");
        await LiveAsync(new CallId(new BusinessId("selftest-repeated"), "second"));
        await HangUpAsync(business, "second");
        return "the call waited for its slot and was dialed once";
    }

    private async Task<string> ApartAsync()
    {
        IBusiness business = await NewAsync("apart");
        await SubmitAsync(business, "live", 1);
        CallSnapshot live = await LiveAsync(new CallId(new BusinessId("selftest-apart"), "live"));
        await SubmitAsync(business, "waiting", 2);
        CallVerbAnswer second = await business.RetryCallAsync("live");
        CallSnapshot after = (await actors.Call(live.Id).GetAsync())!;
        ListedCall? waiting = await business.FindAsync("waiting");
        Require(second.Result == CallVerbResult.Refused && after.Tries == 1 && waiting is { Part: QueuePart.Ready }, $"{second.Result} after {after.Tries} dials; the other call: {waiting?.Part}");
        await business.CancelCallAsync(new CancelCall("waiting"));
        await HangUpAsync(business, "live");
        return "a live call is not dialed again; a waiting one keeps its place";
    }

    private async Task<string> StopAsync()
    {
        IBusiness business = await NewAsync("stop");
        RunId run = new(new BusinessId("selftest-stop"), "run");
        NewCall[] calls = [.. Enumerable.Range(0, RunLength).Select(i => new NewCall { To = Number(i) })];
        await business.EnqueueAsync(new EnqueueCalls(run.Name, RunLength, 0, run.Name, new RunTemplate(), calls));
        await LiveAsync(CallId.OfRun(run, 0));
        StopAnswer stopped = await business.StopRunAsync(new StopRun(run.Name));
        Require(stopped is { Found: true, Canceled: RunLength - 1, Live: 1 }, $"{stopped.Canceled} canceled, {stopped.Live} live");
        await business.StopRunAsync(new StopRun(run.Name, HangUpLive: true));
        await UntilAsync(async () => await actors.Run(run).GetAsync() is { Counts: { Live: 0, Ended: RunLength } });
        RunSnapshot end = (await actors.Run(run).GetAsync())!;
        Require(end is { Status: RunStatus.Stopped, Counts.Canceled: >= RunLength - 1 }, $"{end.Status} with {end.Counts.Canceled} canceled");
        return string.Create(CultureInfo.InvariantCulture, $"{stopped.Canceled} waiting calls canceled and counted; the live one went on until it was hung up");
    }

    private async Task<IBusiness> NewAsync(string name)
    {
        IBusiness business = actors.Business(new BusinessId($"selftest-{name}"));
        BusinessSettings settings = (await business.GetAsync()).Settings;
        await business.ChangeSettingsAsync(settings with { Slots = 1 });
        return business;
    }

    private static async Task<bool> SubmitAsync(IBusiness business, string name, int number) =>
        await business.SubmitAsync(new SubmitCall(name, name, new NewCall { To = Number(number) }, Chosen: true)) is SubmitAnswer.Taken { Added: true };

    private static PhoneNumber Number(int i) => PhoneNumber.Parse(string.Create(CultureInfo.InvariantCulture, $"+1202555010{i}"));

    private async Task<CallSnapshot> LiveAsync(CallId call)
    {
        CallSnapshot? live = null;
        await UntilAsync(async () => (live = await actors.Call(call).GetAsync()) is { Status: CallStatus.Queued or CallStatus.Ringing or CallStatus.InProgress });
        return live!;
    }

    private async Task HangUpAsync(IBusiness business, string call)
    {
        await business.CancelCallAsync(new CancelCall(call, HangUpLive: true));
        await UntilAsync(async () => (await business.GetAsync()).Live.All(lease => lease.Call != call));
    }

    private async Task UntilAsync(Func<Task<bool>> isSo)
    {
        long since = time.GetTimestamp();
        while (!await isSo())
        {
            if (time.GetElapsedTime(since) > Patience) throw new CommandException(ExitCode.Unexpected, "it did not happen within ten seconds");
            await Task.Delay(Pause, time);
        }
    }

    private static void Require(bool isSo, string found)
    {
        if (!isSo) throw new CommandException(ExitCode.Unexpected, found);
    }
}
