using System.Globalization;

namespace CallQueue.CarrierLab.Plivo;

/// <summary>Calls as Plivo's views show them.</summary>
internal static class PlivoJson
{
    public static object Unended(LabCall call, LabState state) => new
    {
        api_id = Guid.NewGuid(),
        call_status = state switch { LabState.Queued => "queued", LabState.Ringing => "ringing", _ => "in-progress" },
        call_uuid = call.Id,
        request_uuid = call.Id,
        from = call.From,
        to = call.To,
        direction = "outbound",
        caller_name = call.From,
        session_start = call.RingsAt is { } at ? Date(at) : null,
    };

    public static object Ended(LabCall call) => new
    {
        api_id = Guid.NewGuid(),
        call_uuid = call.Id,
        from_number = "+" + call.From,
        to_number = call.To,
        call_direction = "outbound",
        call_duration = call.TalkSeconds,
        bill_duration = call.TalkSeconds,
        billed_duration = call.TalkSeconds,
        answer_time = call.AnsweredAt is { } answered ? Date(answered) : null,
        end_time = call.EndedAt is { } ended ? Date(ended) : null,
        initiation_time = Date(call.CreatedAt),
        total_amount = "0.00850",
        total_rate = "0.00850",
        hangup_cause_code = call.End?.PlivoCode,
        hangup_cause_name = call.End?.PlivoName,
        hangup_source = "Callee",
        resource_uri = $"/v1/Account/x/Call/{call.Id}/",
    };

    // The console's zone with its offset, which need not be UTC.
    private static string Date(DateTimeOffset at) =>
        at.ToOffset(TimeSpan.FromHours(5.5)).ToString("yyyy-MM-dd HH:mm:sszzz", CultureInfo.InvariantCulture);
}
