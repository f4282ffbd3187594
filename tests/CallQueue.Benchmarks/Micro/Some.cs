using System.Globalization;
using CallQueue.Businesses;
using CallQueue.Businesses.Leases;
using CallQueue.Businesses.Queues;
using CallQueue.Businesses.State;
using CallQueue.Businesses.Steps;
using CallQueue.Calls;
using CallQueue.Calls.Attempts;
using CallQueue.Trunks;

namespace CallQueue.Benchmarks.Micro;

/// <summary>Valid values to measure with.</summary>
internal static class Some
{
    public static DateTimeOffset Now { get; } = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    public static QueuedCall Call(int run, int index) => new()
    {
        Run = run, Index = index, To = PhoneNumber.Parse(string.Create(CultureInfo.InvariantCulture, $"+1{run:000}{index:0000000}")),
    };

    /// <summary>A business whose slots are all lent, with ten pages of calls of one run behind.</summary>
    public static BusinessState BusyBusiness(int slots, MemoryPages pages)
    {
        int calls = slots + 1_280;
        var state = new BusinessState(BusinessId.Default, null, new BusinessSettings { Slots = slots }, pages);
        IReadOnlyList<NewCall> queued = [.. Enumerable.Range(0, calls).Select(i => new NewCall { To = Call(1, i).To })];
        Intake.Take(state, new EnqueueCalls("run", calls, 0, "some", new RunTemplate(), queued), Now);
        state.Trunks.All[0].Share.Question(state.Id, state.Epoch, slots, 0, 0, Now);
        state.Trunks.All[0].Share.Answer(new TrunkNotice(new TrunkId("some:trunk"), 1, slots, null, null, null, null), Now);
        while (Pump.Run(state, Now).Leased.Count > 0 || state.Slots.Live < slots) pages.Serve(state.Book, state.Lanes.Lists);
        return state;
    }
}
