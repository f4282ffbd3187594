using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using CallQueue.Audits;
using CallQueue.Businesses;
using CallQueue.Businesses.Ends;
using CallQueue.Businesses.Queues;
using CallQueue.Businesses.State;
using CallQueue.Calls.Attempts;
using CallQueue.ChosenIds;
using CallQueue.Directories;
using CallQueue.Evidence;
using CallQueue.Guards;
using CallQueue.Histories;
using CallQueue.Keys;
using CallQueue.Outboxes;
using CallQueue.Replies;
using CallQueue.Rosters.Pages;
using CallQueue.Runs;
using CallQueue.Schedules;
using CallQueue.Trunks;

namespace CallQueue;

/// <summary>How records are written: member names are part of the stored format.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(BusinessRoot))]
[JsonSerializable(typeof(BusinessCeilings))]
[JsonSerializable(typeof(RunTemplate))]
[JsonSerializable(typeof(List<QueuedCall>))]
[JsonSerializable(typeof(List<DelayedCall>))]
[JsonSerializable(typeof(List<EndedThing>))]
[JsonSerializable(typeof(List<TombstoneChange>))]
[JsonSerializable(typeof(List<DialedNumber>))]
[JsonSerializable(typeof(List<IndexedCall>))]
[JsonSerializable(typeof(List<OutboxEntry>))]
[JsonSerializable(typeof(CallRecord))]
[JsonSerializable(typeof(CallStage))]
[JsonSerializable(typeof(RunRoot))]
[JsonSerializable(typeof(RunPart))]
[JsonSerializable(typeof(HistoryRecord))]
[JsonSerializable(typeof(List<RunResult>))]
[JsonSerializable(typeof(TrunkRoot))]
[JsonSerializable(typeof(DirectoryRoot))]
[JsonSerializable(typeof(List<string>))]
[JsonSerializable(typeof(KeyringRoot))]
[JsonSerializable(typeof(ReplyRecord))]
[JsonSerializable(typeof(ScheduleRoot))]
[JsonSerializable(typeof(ScheduleSpec))]
[JsonSerializable(typeof(RosterRoot))]
[JsonSerializable(typeof(ContactEntry[]))]
[JsonSerializable(typeof(IndexEntry[]))]
[JsonSerializable(typeof(NumberGuardRoot))]
[JsonSerializable(typeof(ListPageRecord))]
[JsonSerializable(typeof(DialPageRecord))]
[JsonSerializable(typeof(RemovalPageRecord))]
[JsonSerializable(typeof(ChosenIdsRoot))]
[JsonSerializable(typeof(IdPageRecord))]
[JsonSerializable(typeof(List<RecentId>))]
[JsonSerializable(typeof(AuditRoot))]
[JsonSerializable(typeof(AuditEntry))]
[JsonSerializable(typeof(List<AuditEntry>))]
[JsonSerializable(typeof(LedgerPage))]
[JsonSerializable(typeof(SignerRoot))]
internal sealed partial class CallQueueJson : JsonSerializerContext
{
    /// <summary>Whether two values are equal as JSON. Records compare the lists and dictionaries in them by reference.</summary>
    public static bool AreSame<T>(T one, T other, JsonTypeInfo<T> type) => JsonSerializer.Serialize(one, type) == JsonSerializer.Serialize(other, type);
}
