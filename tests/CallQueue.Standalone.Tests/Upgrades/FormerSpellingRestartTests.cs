using System.Threading.Channels;
using CallQueue.Businesses;
using CallQueue.Calls;
using CallQueue.Carriers;
using CallQueue.Guards;
using CallQueue.Hosting;
using CallQueue.Rosters;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace CallQueue.Upgrades;

/// <summary>A data folder in which numbers were stored with a trunk prefix, opened by a version that knows better.</summary>
public sealed class FormerSpellingRestartTests : IDisposable
{
    private static readonly BusinessId Business = new("acme");
    private static readonly PhoneNumber Former = PhoneNumber.Parse("+4402079460100");
    private static readonly PhoneNumber Right = PhoneNumber.Parse("+442079460100");
    private static readonly PhoneNumber OtherFormer = PhoneNumber.Parse("+4402079460101");
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
    private readonly NotingCarrier _carrier = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Waiting_calls_contacts_and_lists_are_found_under_the_right_spelling_after_a_restart()
    {
        await using (StandaloneHost before = await OpenAsync())
        {
            await before.Actors.Business(Business).PauseAsync(true);
            await before.Actors.Business(Business).EnqueueAsync(new EnqueueCalls("r", 2, 0, "f", new RunTemplate(), [new NewCall { To = Former }, new NewCall { To = OtherFormer }]));
            await before.Actors.Roster(new RosterId(Business, 0)).PutAsync(new PutContacts([new Contact { Id = "u", To = Former, TimeZone = "UTC", CallEnabled = false }]));
            await new DoNotCallList(before.Actors, Business).AddAsync([new ListedNumber(Former, "opt_out", _time.GetUtcNow())]);
        }

        await using StandaloneHost after = await OpenAsync();
        (await new FormerSpellings(after.Actors).MoveAsync(default)).ShouldBe(1);
        (await new DoNotCallList(after.Actors, Business).FindAsync(Right))!.Reason.ShouldBe("opt_out");
        (await after.Actors.Roster(new RosterId(Business, 0)).GetAsync("u"))!.To.ShouldBe(Right);
        await after.Actors.Business(Business).PauseAsync(false);
        // The first of the two is on the list; only the second is dialed, in its right spelling.
        (await _carrier.NextAsync()).ShouldBe("+442079460101");
    }

    private Task<StandaloneHost> OpenAsync() => StandaloneHost.OpenAsync(
        _folder.Child("data"), CallQueueActors.Kinds(new CallQueueServices(new CarrierList(_carrier), new CallQueueOptions())), new StandaloneHostOptions(), _time, NullLoggerFactory.Instance);

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
            _dials.Writer.TryWrite(request.To.Value);
            return Task.FromResult<DialAnswer>(new DialAnswer.Accepted(new CarrierCallId($"CA-{request.Attempt.Token}")));
        }

        public Task<LookupAnswer> LookUpAsync(LookupRequest request, CancellationToken cancellation) => Task.FromResult<LookupAnswer>(
            new LookupAnswer.Found(new CarrierReport(new CarrierCallId($"CA-{request.Attempt.Token}"), CarrierStatus.InProgress)));

        public Task<HangUpAnswer> HangUpAsync(CarrierCallId call, CancellationToken cancellation) =>
            Task.FromResult<HangUpAnswer>(new HangUpAnswer.Ended(new CarrierReport(call, CarrierStatus.Ended, Outcome.Completed)));
    }
}
