using System.Globalization;

namespace CallQueue.CarrierLab.Twilio;

/// <summary>Calls as Twilio shows them: every value a string or null.</summary>
internal static class TwilioJson
{
    public static object Call(LabCall call, TwilioDialect account, LabState state, string queueTime = "0") => Shown(call, account, state switch
    {
        LabState.Queued => "queued",
        LabState.Ringing => "ringing",
        LabState.InProgress => "in-progress",
        _ => call.End!.TwilioStatus,
    }, state, queueTime);

    /// <summary>Right after a hang-up, whose end may not have been noted yet.</summary>
    public static object Changed(LabCall call, TwilioDialect account) =>
        Shown(call, account, call.AnsweredAt is null ? "canceled" : "completed", LabState.Ended, "0");

    private static object Shown(LabCall call, TwilioDialect account, string status, LabState state, string queueTime) => new
    {
        sid = call.Id,
        account_sid = account.Account,
        status,
        direction = account.IsLaml ? "outbound" : "outbound-api",
        to = call.To,
        from = call.From,
        date_created = Date(call.CreatedAt),
        start_time = state >= LabState.Ringing && call.RingsAt is { } rings ? Date(rings) : null,
        end_time = call.EndedAt is { } ended ? Date(ended) : null,
        duration = state == LabState.Ended ? call.TalkSeconds.ToString(CultureInfo.InvariantCulture) : null,
        price = (string?)null,
        price_unit = "USD",
        answered_by = TwilioVoice.WordOf(call),
        queue_time = queueTime,
        api_version = "2010-04-01",
        uri = $"{account.Url}/Calls/{call.Id}.json",
    };

    private static string Date(DateTimeOffset at) => at.ToString("ddd, dd MMM yyyy HH:mm:ss", CultureInfo.InvariantCulture) + " +0000";
}
