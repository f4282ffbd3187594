using System.Threading.Channels;
using CallQueue.Carriers;
using CallQueue.Hosting;
using CallQueue.Hosting.Local;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace CallQueue.Schedules;

/// <summary>A schedule in a process that dies, and in the next one over the files that it leaves.</summary>
public sealed class ScheduleRestartTests : IAsyncLifetime, IDisposable
{
    private static readonly ScheduleId Id = new(new BusinessId("acme"), "rec");
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
    private readonly NotingCarrier _carrier = new();
    private StandaloneHost _host = null!;
    private int _generation;

    public Task InitializeAsync() => OpenAsync();

    public Task DisposeAsync() => _host.DisposeAsync().AsTask();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Killed_before_it_was_due_and_started_after_it_dials_that_occurrence_once() // [S1.17]
    {
        var spec = new ScheduleSpec { Cron = "*/30 * * * *", To = PhoneNumber.Parse("+12025550101") };
        (await _host.Actors.Schedule(Id).CreateAsync(spec)).ShouldBeOfType<ScheduleAnswer.Done>();
        _time.Advance(TimeSpan.FromMinutes(29));
        await KillAndRestartAsync(TimeSpan.FromMinutes(5));
        (await _carrier.NextAsync()).ShouldBe("rec@20260302T093000Z");

        // Once more, now that it has fired: the next process dials what comes next, and nothing again.
        await KillAndRestartAsync(TimeSpan.FromMinutes(1));
        await _host.Actors.Business(Id.Business).CancelCallAsync(new Businesses.CancelCall("rec@20260302T093000Z", HangUpLive: true));
        _time.Advance(TimeSpan.FromMinutes(25));
        (await _carrier.NextAsync()).ShouldBe("rec@20260302T100000Z");
        ScheduleSnapshot schedule = (await _host.Actors.Schedule(Id).GetAsync())!;
        schedule.Results.Select(result => result.Name).ShouldBe(["rec@20260302T100000Z", "rec@20260302T093000Z"]);
        schedule.Results.ShouldAllBe(result => result.Status == OccurrenceStatus.Fired);
    }

    /// <summary>The new host gets a copy of the files as they are on the disk now: what a killed process leaves.</summary>
    private async Task KillAndRestartAsync(TimeSpan downtime)
    {
        string killed = _folder.Child($"{_generation++}"), next = _folder.Child($"{_generation}");
        PrivateFile.CreateFolder(next);
        foreach (string file in (string[])["callqueue.db", "callqueue.db-wal"]) File.Copy(Path.Combine(killed, file), Path.Combine(next, file));
        await _host.DisposeAsync();
        _time.Advance(downtime);
        await OpenAsync();
    }

    private async Task OpenAsync()
    {
        IReadOnlyList<ActorKind> kinds = CallQueueActors.Kinds(new CallQueueServices(new CarrierList(_carrier), new CallQueueOptions()));
        _host = await StandaloneHost.OpenAsync(_folder.Child($"{_generation}"), kinds, new StandaloneHostOptions(), _time, NullLoggerFactory.Instance);
        _host.StartAlarms();
    }

    /// <summary>Takes every call and says whose it was.</summary>
    private sealed class NotingCarrier : ICarrier
    {
        private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
        private readonly Channel<string> _dials = Channel.CreateUnbounded<string>();

        public string Name => "noting";

        public TrunkId Trunk { get; } = new("noting:1");

        public TimeSpan AbsenceBelievedAfter => TimeSpan.FromMinutes(1);

        public Task<string> NextAsync() => _dials.Reader.ReadAsync().AsTask().WaitAsync(Patience, TimeProvider.System);

        public Task<DialAnswer> DialAsync(DialRequest request, CancellationToken cancellation)
        {
            _dials.Writer.TryWrite(request.Attempt.Call.Name);
            return Task.FromResult<DialAnswer>(new DialAnswer.Accepted(new CarrierCallId($"CA-{request.Attempt.Token}")));
        }

        public Task<LookupAnswer> LookUpAsync(LookupRequest request, CancellationToken cancellation) => Task.FromResult<LookupAnswer>(
            new LookupAnswer.Found(new CarrierReport(new CarrierCallId($"CA-{request.Attempt.Token}"), CarrierStatus.InProgress)));

        public Task<HangUpAnswer> HangUpAsync(CarrierCallId call, CancellationToken cancellation) =>
            Task.FromResult<HangUpAnswer>(new HangUpAnswer.Ended(new CarrierReport(call, CarrierStatus.Ended, Outcome.Completed)));
    }
}
