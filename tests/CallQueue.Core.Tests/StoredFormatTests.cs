using System.Text.Json;
using CallQueue.Audits;
using CallQueue.Businesses;
using CallQueue.Businesses.Effects;
using CallQueue.Businesses.Ends;
using CallQueue.Businesses.Leases;
using CallQueue.Businesses.Queues;
using CallQueue.Businesses.Reading;
using CallQueue.Businesses.State;
using CallQueue.Businesses.Turns;
using CallQueue.Calls;
using CallQueue.Calls.Attempts;
using CallQueue.Carriers;
using CallQueue.ChosenIds;
using CallQueue.Directories;
using CallQueue.Evidence;
using CallQueue.Fences;
using CallQueue.Guards;
using CallQueue.Keys;
using CallQueue.Outboxes;
using CallQueue.PagedLists;
using CallQueue.Rates;
using CallQueue.Replies;
using CallQueue.Rosters;
using CallQueue.Rosters.Pages;
using CallQueue.Runs;
using CallQueue.Schedules;
using CallQueue.Trunks;
using CallQueue.Windows;

namespace CallQueue;

/// <summary>Records written by one version are read by the next: their JSON is a contract.</summary>
public sealed class StoredFormatTests
{
    private static readonly CallRules Rules = new()
    {
        Retry = new RetryPolicy { MaxAttempts = 1, Delay = TimeSpan.Zero, Factor = 2, RetryOn = [Outcome.Busy], Yields = RetryYield.Delays }, TimeZone = "Asia/Kathmandu",
        Window = new CallingWindow(new TimeOnly(9, 0), new TimeOnly(21, 0)) { Week = [[new HourSpan(new TimeOnly(9, 0), new TimeOnly(21, 0))], [], [], [], [], [], []], Closed = [new DateOnly(2026, 12, 25)] },
        OuterWindow = new CallingWindow(new TimeOnly(8, 0), new TimeOnly(22, 0)), RingTimeout = Some.Seconds(30), MaxDuration = Some.Seconds(600), From = Some.Number(9), Consent = "form-7",
        Deadline = Some.Instant, Machine = MachineMode.Message, MachineWait = true, VoicemailMessage = "call back",
    };

    private static readonly CallScript Script = new()
    {
        Ssml = false,
        Message = "hi", Voice = "alice", AnswerUrl = "https://example.test/a", AgentUrl = "wss://example.test", FlowName = "f", Record = false, RecordDual = true,
        Variables = new Dictionary<string, string> { ["name"] = "Ann" },
    };

    private static readonly QueuedCall Queued = new()
    {
        Run = 1, Index = 2, Name = "n", To = Some.Number(), Priority = Priority.Urgent, Script = Script, Rules = Rules, Data = "{}", Kept = true, Chosen = true, Since = 4,
    };

    private static readonly AttemptRecord Attempt = new()
    {
        Number = 2, Token = "tok", Trunk = Some.Trunk, State = AttemptState.Ended, IntentAt = Some.Instant, CarrierCall = new CarrierCallId("CA1"), DialedAt = Some.Instant,
        AnsweredAt = Some.Instant, EndedAt = Some.Instant, Outcome = Outcome.Completed, Reason = "ok", Retryable = false, Talk = Some.Seconds(5), AnsweredBy = "human",
        RecordingUrl = "https://example.test/r", Lookups = 3, NotedLease = 5, Machine = new MachineDetection(MachineMode.HangUp, Waits: true), Voicemail = VoicemailState.NotLeft,
        Recording = new RecordingRecord { State = RecordingState.Ready, Id = "RE1", Duration = Some.Seconds(31), At = Some.Instant, Told = true },
    };

    private static readonly RunResult Result = new(3, Outcome.NoAnswer, 2, Some.Instant, 1.5, "rang out")
    {
        To = Some.Number(), Name = "Ann", CustomId = "c7", LeadId = "17", CampaignId = "spring", CarrierCall = "CA1",
    };

    private static readonly CallCounts Counts = new() { Total = 45, Ready = 1, Delayed = 2, Live = 3, Completed = 4, Busy = 5, NoAnswer = 6, Failed = 7, Canceled = 8, Rejected = 9, Voicemail = 10 };

    private static readonly PagedListRecord<EndedThing> Ended = new("p1-0", 1, [], 0, [new EndedThing("n", Some.Instant) { Outcome = Outcome.Busy, InRun = true, LongSince = Some.Instant }]);

    private static readonly PagedListRecord<TombstoneChange> Tombstones = new("p1-9", 1, [], 0, [new TombstoneChange("1~2", 7, 1, -1)]);

    private static readonly DialedNumber Dialed = new(442000000001, 1772442000, "r");

    private static readonly IndexedCall Indexed = new("r-7", 1772442000, [17, 4_000_000_000]) { IsRetried = true };

    private static readonly OutboxEntry UntoldCall = new()
    {
        Name = "r-3", At = Some.Instant, Outcome = Outcome.NoAnswer, To = Some.Number(), Index = 3, Attempts = 2, Reason = "rang out",
    };

    private static readonly LedgerPage LedgerTail = new() { Number = 4, First = 256, Count = 1, Before = [5, 6], Texts = ["r"], Rows = [1, 7], Checks = [8], Keys = [9] };

    private static readonly OutboxEntry UntoldRun = new() { Name = "r", At = Some.Instant, Run = RunStatus.Stopped, Counts = Counts };

    private static readonly OutboxEntry UntoldRecording = OutboxEntry.Of(new RecordingNotice("c", 1, Some.Instant, 31.5) { To = Some.Number() });

    private static readonly OutboxEntry UntoldUsage = OutboxEntry.Of(new UsageNotice("dials_per_day", 80, 8.5m, 10, Some.Instant), Some.Instant);

    private static readonly BusinessCeilings Ceilings = new()
    {
        Slots = 5, Rates = [new RateRule(9, Some.Seconds(60))], Window = new CallingWindow(new TimeOnly(8, 0), new TimeOnly(22, 0)), ContactCaps = [new RateRule(2, Some.Minutes(1440))],
        KeptCompleted = 0, KeptFailed = 1, KeptAge = Some.Minutes(60), WaitingCalls = 100, Webhooks = 0, WebhookHosts = ["*.example.test"], MaxDuration = Some.Seconds(300), Numbers = [Some.Number(9)],
        AnswerUrlHosts = [], Countries = ["GB"], Prefixes = ["+1212"], Usage = new UsageLimits { DialsPerHour = 1, DialsPerDay = 2, MinutesPerDay = 3, CostPerDay = 4.5m },
    };

    private static readonly Dictionary<string, object> Examples = new()
    {
        ["business"] = new BusinessRoot
        {
            Epoch = 4, Paused = true, NextLease = 7, NextRun = 0, Counts = Counts, AlarmAt = Some.Instant,
            Settings = new BusinessSettings
            {
                Slots = 0, Rates = [new RateRule(10, Some.Seconds(60))], Rules = Rules, Retention = new Retention { Completed = 0, Failed = 0, Age = TimeSpan.Zero },
                RecentlyCalledHours = 0,
                LedgerDays = 1,
                ContactCaps = [new RateRule(3, Some.Minutes(1440))],
                Veto = new VetoTarget("https://example.test/v", "0123456789abcdef") { Timeout = Some.Seconds(3), HoldOnTimeout = true },
                Countries = ["*"], Prefixes = ["+4420"], Usage = new UsageLimits { DialsPerHour = 0 }, HoldOnJump = false, Ceilings = Ceilings,
            },
            Leases = [new Lease { Id = 6, Call = Queued, Name = "n", LeasedAt = Some.Instant, DialedAt = Some.Instant, Started = true, Withdraw = new WithdrawCall(6, true, false), Blocked = "asked not to", Row = 0 }],
            Runs =
            [
                new RunRecord
                {
                    Ordinal = 1, Name = "r", Total = 9, Fingerprint = "f", Template = new PageRange(1, 1, 1), HasOwnHours = true, Held = true, Status = RunStatus.Paused,
                    Received = 9, Stamp = 8, Counts = Counts, ToldEnds = 3, Ends = [Result], FilledAt = Some.Instant, Expired = true, HasIds = true, TakenBack = true,
                },
            ],
            Lanes = [new LaneRecord(1, Priority.High, new PagedListRecord<QueuedCall>("p1-1", 0, [], 0, []), new PagedListRecord<QueuedCall>("p1-2", 300, [new PageRange(1, 0, 1)], 5, [Queued]))],
            NumberBusy = [Queued],
            Delayed = new DelayedRecord([new DelayedCall(Some.Instant, Queued)], [new BucketRecord(Some.Instant, Some.Minutes(1), 2, new PagedListRecord<DelayedCall>("p1-3", 3, [], 0, []))]),
            RateStamps = [[new RateStamp(5, 6)]],
            Retained = new RetainedRecord(Ended, Ended, Ended, Ended, [new ForgetCommand("x", true)]) { NamedFailed = Ended, Reopened = Tombstones },
            NamesReserved = 65,
            Requests = [new CallRequest(8, "n", RequestKind.Retry, 1, true)],
            Tombstones = Tombstones,
            Pace = new PaceRecord([new PaceMinute(Some.Instant, 2)], 60.5, 3, 42.25),
            Outboxes =
            [
                new OutboxRecord
                {
                    Sink = "webhook", Added = 9, Waiting = new PagedListRecord<OutboxEntry>("p1-5", 3, [], 0, [UntoldCall, UntoldRun, UntoldUsage, UntoldRecording]), Tries = 2, NextAt = Some.Instant,
                    Parked = [new ParkedEntry(UntoldCall, 3, Some.Instant, Some.Instant)], Problem = "HTTP 500", ProblemAt = Some.Instant, GivenUp = 1,
                },
            ],
            Trash = [new TrashedPages("p1-4", new PageRange(1, 2, 3))],
            HasList = true,
            IsFenced = true,
            Usage = new UsageRecord
            {
                HourEndsAt = Some.Instant, DayEndsAt = Some.Instant, HourDials = 1, DayDials = 2, DaySeconds = 3.5, DayCost = 0.25m, Past = [4, 5], Told = 6, JumpedAt = Some.Instant, ConfirmedUntil = Some.Instant,
            },
            Vetting = [Queued],
            Dials = [new HashedPartRecord<DialedNumber>(Some.Instant, new PagedListRecord<DialedNumber>("p1-6", 1, [], 0, [Dialed])) { Sealing = new("p1-7", 1, [], 0, [Dialed]), Sealed = new SealedRecord("p1-8", [new PageRange(1, 0, 63)]) }],
            Index = new CallIndexRecord(Some.Instant, [new HashedPartRecord<IndexedCall>(Some.Instant, new PagedListRecord<IndexedCall>("p1-10", 1, [], 0, [Indexed]))]),
            Ledger = new LedgerRecord(3, 192, [1, 2], LedgerTail, [3, 4], 1772442000000),
        },
        ["template"] = new RunTemplate { Priority = Priority.Urgent, Script = Script, Rules = Rules, NotBefore = Some.Instant, Data = "{\"a\":1}" },
        ["call"] = new CallRecord
        {
            Spec = new CallSpec { To = Some.Number(), Priority = Priority.Urgent, Run = "r", NotBefore = Some.Instant, Script = Script, Rules = Rules, Data = "{}" },
            Fingerprint = "f", Chosen = true, Confirmed = true, Lease = 5, NoRetry = true, HangUp = true, Tries = 4, DispatchTries = 1, Current = Attempt, Past = [Attempt], GivenUp = ["old"],
            Dial = new StoredDial(5, 2, Some.Trunk, Some.Instant) { EverybodyList = 0, OwnList = 4, Caps = "3/1.00:00:00", Called = 0 },
            End = new StoredEnd(EndKind.Retry, Outcome.Busy, Some.Instant, "busy", 2, Some.Seconds(1), Some.Instant),
        },
        ["run"] = new RunRoot { Total = 9, Fingerprint = "f", Data = "{}", Status = RunStatus.Stopped, Counts = Counts, Stamp = 8, Ends = 7 },
        ["results"] = new List<RunResult> { Result },
        ["dialedNumbers"] = new List<DialedNumber> { Dialed },
        ["indexedCalls"] = new List<IndexedCall> { Indexed },
        ["trunk"] = new TrunkRoot { Bookings = [new TrunkBooking("acme", 4, 3, 2)], Stamp = 9, Stopped = "401" },
        ["directory"] = new DirectoryRoot { Count = 3 },
        ["names"] = new List<string> { "acme" },
        ["keyring"] = new KeyringRoot
        {
            Keys = [new ApiKey { Id = "00ff", Name = "crm", Business = new BusinessId("acme"), Digest = "ab", Tail = "cdef", CreatedAt = Some.Instant, RevokedAt = Some.Instant, Role = KeyRole.ReadOnly, ExpiresAt = Some.Instant, LastUsedAt = Some.Instant, Networks = ["10.0.0.0/8"], FormerDigest = "cd", FormerUntil = Some.Instant }],
            Sessions = [new KeySession { Id = "00ff", Digest = "ab", Key = "operator", Mark = "cd", Subject = "ann", Role = KeyRole.Business, Business = new BusinessId("acme"), From = "203.0.113.9", CreatedAt = Some.Instant, ExpiresAt = Some.Instant }],
        },
        ["reply"] = new ReplyRecord
        {
            Token = "tok", Fingerprint = "f", BegunAt = Some.Instant, ForgetAt = Some.Instant, Answer = new KeptAnswer(202, "application/json", [1, 2]),
        },
        ["schedule"] = new ScheduleRoot
        {
            Spec = new ScheduleSpec
            {
                Cron = "0 9 * * *", DayMatch = DayMatch.Both, TimeZone = "Asia/Kathmandu", Skipped = SkippedTime.Skip, Doubled = DoubledTime.Both, Misfire = MisfirePolicy.RunAll, MisfireLimit = 5,
                Overlap = OverlapPolicy.CancelEarlier, Template = new CallTemplate { Priority = Priority.Urgent, Script = Script, Rules = Rules }, To = Some.Number(),
                People = [new NewCall { To = Some.Number(), Priority = Priority.Low, Script = Script, Rules = Rules, NotBefore = Some.Instant, Data = "{}", CustomId = "c7", CustomFingerprint = "f00d" }], Data = "{}",
            },
            CreatedAt = Some.Instant, EarlierCron = "0 9 * * S", Paused = true, NextAt = Some.Instant, Pending = [new PendingOccurrence(Some.Instant, true)],
            Results = [new Occurrence("daily@20260302T090000Z", Some.Instant, true, OccurrenceStatus.Failed, Some.Instant, "refused")],
            Open = ["daily@20260302T090000Z"], RunAt = Some.Instant, Deleted = true,
        },
        ["guard"] = new NumberGuardRoot { Counts = [0, 3] },
        ["ids"] = new ChosenIdsRoot(true)
        {
            Epoch = 3, Recent = new PagedListRecord<RecentId>("p3-0", 1, [], 0, [new RecentId("ann", "spring", 7, "f00d", Some.Instant)]), Trash = [new TrashedPages("p2-0", new PageRange(2, 0, 1))],
        },
        ["recentids"] = new List<RecentId> { new("ann", "spring", 7, "f00d", Some.Instant), new("bo", null, 0, "", Some.Instant) },
        ["audit"] = new AuditRoot(17, "ab"),
        ["entries"] = new List<AuditEntry>
        {
            new(16, Some.Instant, new AuditNote("00ff", "settings.changed") { From = "192.0.2.1", Target = "acme", Before = "{\"slots\":3}", After = "{\"slots\":9}", Reason = "asked to", Failed = 15 }, "ab"),
        },
        ["idpage"] = new IdPageRecord { Runs = [new IdRun("spring", Some.Instant)], Ids = [new IdEntry("ann", 0, 7, "f00d")] },
        ["listed"] = new ListPageRecord { Numbers = [1, 2, 3], Reasons = ["opt_out"], Version = 7 },
        ["ledgerpage"] = LedgerTail,
        ["signer"] = new SignerRoot([1, 2, 3], Some.Instant),
        ["dials"] = new DialPageRecord([new DialNote(442000000001, 7, Some.Instant)]),
        ["removals"] = new RemovalPageRecord([new RemovalNote(442000000001, 1772442000, "consent given again", "key-1", 1772441000, "opt_out")]),
        ["roster"] = new RosterRoot
        {
            Stamp = 9, Contacts = 3, Enabled = 2, FiredThrough = Some.Instant, NextAt = Some.Instant, Pass = new PassCursor(Some.Instant, 7), Pages = [0, 8], Quarters = [9],
            Zones = new Dictionary<string, string> { ["Asia/Kathmandu"] = "40000000" }, Trash = ["c1.5"], Cancels = ["ann@20260302"],
        },
        ["contacts"] = new ContactEntry[]
        {
            new()
            {
                Contact = new Contact
                {
                    Id = "ann", To = Some.Number(), Name = "Ann", CallEnabled = false, CallTime = new TimeOnly(8, 15, 30), TimeZone = "Asia/Kathmandu", MaxAttempts = 2,
                    Variables = new Dictionary<string, string> { ["plan"] = "gold" }, RetryDelay = Some.Minutes(10), Data = "{}",
                },
                SkipThrough = new DateOnly(2026, 3, 2), From = Some.Instant,
            },
        },
        ["due"] = new IndexEntry[] { new("Asia/Kathmandu", new TimeOnly(8, 15, 30), [1, 508]) },
    };

    [Theory]
    [InlineData("business")]
    [InlineData("template")]
    [InlineData("call")]
    [InlineData("run")]
    [InlineData("results")]
    [InlineData("trunk")]
    [InlineData("directory")]
    [InlineData("names")]
    [InlineData("keyring")]
    [InlineData("reply")]
    [InlineData("schedule")]
    [InlineData("guard")]
    [InlineData("ids")]
    [InlineData("idpage")]
    [InlineData("recentids")]
    [InlineData("audit")]
    [InlineData("entries")]
    [InlineData("listed")]
    [InlineData("dials")]
    [InlineData("removals")]
    [InlineData("ledgerpage")]
    [InlineData("signer")]
    [InlineData("roster")]
    [InlineData("contacts")]
    [InlineData("due")]
    public void A_record_with_every_member_set_comes_back_as_it_was(string name)
    {
        string written = Write(name);
        object read = JsonSerializer.Deserialize(written, Examples[name].GetType(), TestJson.Options)!;
        JsonSerializer.Serialize(read, read.GetType(), TestJson.Indented).ShouldBe(written);
    }

    [Fact]
    public void A_member_whose_value_is_its_types_default_but_not_its_own_comes_back()
    {
        BusinessRoot root = JsonSerializer.Deserialize<BusinessRoot>(Write("business"), TestJson.Options)!;
        (root.Settings!.Slots, root.NextRun, root.Settings.Retention.Completed, root.Settings.Retention.Age).ShouldBe((0, 0, 0, TimeSpan.Zero));
        CallRecord call = JsonSerializer.Deserialize<CallRecord>(Write("call"), TestJson.Options)!;
        (call.Spec!.Priority, call.Current!.Retryable, call.Spec.Script.Record).ShouldBe((Priority.Urgent, false, false));
    }

    [Fact]
    public void A_window_written_before_there_were_weeks_is_every_days()
    {
        CallingWindow window = JsonSerializer.Deserialize<CallingWindow>("""{"start":"09:00:00","end":"21:00:00"}""", TestJson.Options)!;
        window.ToString().ShouldBe("09:00-21:00");
        window.NextOpening(Some.Instant + Some.Minutes(720), "UTC").ShouldBe(Some.Instant + Some.Minutes(1440));
    }

    [Fact]
    public void A_business_of_before_there_were_fences_has_none_and_has_used_nothing()
    {
        BusinessRoot root = JsonSerializer.Deserialize<BusinessRoot>("""{"epoch":3,"settings":{"slots":9}}""", TestJson.Options)!;
        (root.IsFenced, root.Usage, root.Settings!.Ceilings, root.Settings.Countries, root.Settings.Usage).ShouldBe((false, null, null, null, null));
        CallQueue.Businesses.Ceilings.Under(root.Settings, root.IsFenced).ShouldBeSameAs(root.Settings);
    }

    [Fact]
    public void The_stored_format_is_the_approved_one()
    {
        string actual = string.Join('\n', Examples.Keys.Select(name => $"{name}\n{Write(name)}\n"));
        string approved = File.ReadAllText(Repository.PathOf("tests/CallQueue.Core.Tests/StoredFormat.approved.txt"));
        File.WriteAllText(Path.Combine(AppContext.BaseDirectory, "StoredFormat.received.txt"), actual);
        actual.ShouldBe(approved, "the stored format has changed: can the next version read what this one wrote? Then approve it by hand");
    }

    private static string Write(string name) => JsonSerializer.Serialize(Examples[name], Examples[name].GetType(), TestJson.Indented);
}
