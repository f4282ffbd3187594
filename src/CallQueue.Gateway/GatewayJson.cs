using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using CallQueue.Access;
using CallQueue.Audits;
using CallQueue.Businesses;
using CallQueue.Calls;
using CallQueue.Configs;
using CallQueue.Events;
using CallQueue.Evidence;
using CallQueue.Fences;
using CallQueue.Guards;
using CallQueue.Health;
using CallQueue.Histories;
using CallQueue.Jobs;
using CallQueue.Lists;
using CallQueue.Messages;
using CallQueue.Planning;
using CallQueue.Previews;
using CallQueue.Problems;
using CallQueue.Queues;
using CallQueue.Rosters;
using CallQueue.Runs;
using CallQueue.Schedules;
using CallQueue.Searches;
using CallQueue.Trunks;
using CallQueue.Validation;
using CallQueue.Webhooks;

namespace CallQueue;

/// <summary>The shapes of all answers, and of request bodies for those who describe them. Field names are snake_case unless a family writes them otherwise.</summary>
[JsonSerializable(typeof(Problem))]
[JsonSerializable(typeof(TakenWebhook))]
[JsonSerializable(typeof(QueuedCall))]
[JsonSerializable(typeof(QueuedRun))]
[JsonSerializable(typeof(CallView))]
[JsonSerializable(typeof(CallsPage))]
[JsonSerializable(typeof(ActiveCalls))]
[JsonSerializable(typeof(SearchPage))]
[JsonSerializable(typeof(SearchCursor))]
[JsonSerializable(typeof(PreviewView))]
[JsonSerializable(typeof(PreviewToken))]
[JsonSerializable(typeof(CallOrdered))]
[JsonSerializable(typeof(WhyView))]
[JsonSerializable(typeof(RunView))]
[JsonSerializable(typeof(RunPage))]
[JsonSerializable(typeof(QueuedList))]
[JsonSerializable(typeof(DryRun))]
[JsonSerializable(typeof(ListOrigin))]
[JsonSerializable(typeof(RunPlan))]
[JsonSerializable(typeof(RunResultLine))]
[JsonSerializable(typeof(StoppedRun))]
[JsonSerializable(typeof(OutboundJob))]
[JsonSerializable(typeof(ScheduledJob))]
[JsonSerializable(typeof(ScheduledJobs))]
[JsonSerializable(typeof(JobView))]
[JsonSerializable(typeof(JobPage))]
[JsonSerializable(typeof(JobDone))]
[JsonSerializable(typeof(JobsCleaned))]
[JsonSerializable(typeof(QueuePaused))]
[JsonSerializable(typeof(StatsView))]
[JsonSerializable(typeof(StatusView))]
[JsonSerializable(typeof(HistoryView))]
[JsonSerializable(typeof(TriggeredView))]
[JsonSerializable(typeof(AdminQueuesView))]
[JsonSerializable(typeof(JobsHealth))]
[JsonSerializable(typeof(JobsUnhealthy))]
[JsonSerializable(typeof(BusinessView))]
[JsonSerializable(typeof(CeilingsView))]
[JsonSerializable(typeof(UsageEvent))]
[JsonSerializable(typeof(RecordingEvent))]
[JsonSerializable(typeof(BusinessPage))]
[JsonSerializable(typeof(BusinessProgress))]
[JsonSerializable(typeof(TopicEvent))]
[JsonSerializable(typeof(IncomingAnswer))]
[JsonSerializable(typeof(ConfigView))]
[JsonSerializable(typeof(HealthView))]
[JsonSerializable(typeof(KeyView))]
[JsonSerializable(typeof(NewKeyView))]
[JsonSerializable(typeof(KeyList))]
[JsonSerializable(typeof(SessionView))]
[JsonSerializable(typeof(SenderView))]
[JsonSerializable(typeof(SessionList))]
[JsonSerializable(typeof(OpenSessionView))]
[JsonSerializable(typeof(TrunkList))]
[JsonSerializable(typeof(TrunkView))]
[JsonSerializable(typeof(ScheduleView))]
[JsonSerializable(typeof(SchedulePage))]
[JsonSerializable(typeof(OccurrenceView))]
[JsonSerializable(typeof(ScheduleBody))]
[JsonSerializable(typeof(ContactView))]
[JsonSerializable(typeof(ContactsTaken))]
[JsonSerializable(typeof(ContactsPage))]
[JsonSerializable(typeof(ContactRemoved))]
[JsonSerializable(typeof(RosterView))]
[JsonSerializable(typeof(ContactWhyView))]
[JsonSerializable(typeof(NumbersAdded))]
[JsonSerializable(typeof(NumbersRemoved))]
[JsonSerializable(typeof(RemovalsView))]
[JsonSerializable(typeof(ListedNumberView))]
[JsonSerializable(typeof(ListedNumbersPage))]
[JsonSerializable(typeof(AuditList))]
[JsonSerializable(typeof(EvidenceKeyView))]
[JsonSerializable(typeof(ErasureView))]
internal sealed partial class GatewayJson : JsonSerializerContext
{
    /// <summary>The context with our options. A '+' is not escaped, since the output is never put into HTML.</summary>
    public static GatewayJson Context { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = StoredJson.DocumentLevels,
    });
}
