using System.Globalization;

namespace CallQueue.CarrierLab.Twilio;

/// <summary>The callbacks of the fake Twilio.</summary>
public sealed class TwilioVoice(LabOptions options, TwilioDialect dialect, WebhookSender webhooks, LabChance chance, TimeProvider time) : ICarrierVoice
{
    public void Initiated(LabCall call) => Tell(call, "initiated", "initiated");

    public void Ringing(LabCall call) => Tell(call, "ringing", "ringing");

    public async Task<LabEnd?> AnsweredAsync(LabCall call)
    {
        Tell(call, "answered", "in-progress");
        if (call.Document is null && call.AnswerUrl is { } url) call.Document = await webhooks.FetchDocumentAsync(call, url, [.. Standard(call, "in-progress"), .. Verdict(call)]);
        return call.Document is null || !LabSpeech.IsTwiml(call.Document) ? LabEnd.Completed with { PlivoCode = 7011 } : null;
    }

    public Task<string?> FetchAsync(LabCall call, string url) => webhooks.FetchDocumentAsync(call, url, Standard(call, "in-progress"));

    public void Judged(LabCall call, string url) => webhooks.Send(call, "amd", url, [new("CallSid", call.Id), new("AccountSid", dialect.Account), .. Verdict(call)]);

    private static KeyValuePair<string, string>[] Verdict(LabCall call) => WordOf(call) is { } word ? [new("AnsweredBy", word), new("MachineDetectionDuration", "2400")] : [];

    /// <summary>AnsweredBy; null before the verdict.</summary>
    internal static string? WordOf(LabCall call) => (call.JudgedMachine, call.Detection) switch
    {
        (null, _) or (_, null) => null,
        (false, _) => "human",
        (_, { AfterMessage: true }) => "machine_end_beep",
        _ => "machine_start",
    };

    // A call that is canceled in the queue fires nothing at all.
    public void Ended(LabCall call, bool whileQueued)
    {
        if (whileQueued) return;
        string seconds = call.TalkSeconds.ToString(CultureInfo.InvariantCulture);
        Tell(call, "completed", call.End!.TwilioStatus, new("CallDuration", seconds), new(dialect.IsLaml ? "SipResultCode" : "SipResponseCode", $"{call.End.Sip}"));
        if (call is { Recording: { } recording, AnsweredAt: not null }) Recorded(call, recording);
    }

    // No CallStatus is in it.
    private void Recorded(LabCall call, LabRecording recording)
    {
        bool silent = chance.Happens(options.NoSound);
        webhooks.Send(call, "recording", recording.Url,
        [
            new("AccountSid", dialect.Account), new("CallSid", call.Id), new("RecordingSid", recording.Id), new("RecordingStatus", silent ? "absent" : "completed"),
            new("RecordingUrl", silent ? "" : $"https://{dialect.Carrier}.example.com{dialect.Url}/Recordings/{recording.Id}"),
            new("RecordingDuration", silent ? "0" : LabRecording.LengthOf(call)), new("RecordingChannels", recording.IsDual ? "2" : "1"), new("RecordingSource", "OutboundAPI"),
        ]);
    }

    private void Tell(LabCall call, string name, string status, params KeyValuePair<string, string>[] extra)
    {
        if (call.StatusUrl is not { } url || !(call.Events.Count == 0 ? name == "completed" : call.Events.Contains(name))) return;
        webhooks.Send(call, name, url,
        [
            .. Standard(call, status),
            new("Timestamp", time.GetUtcNow().ToString("ddd, dd MMM yyyy HH:mm:ss", CultureInfo.InvariantCulture) + " +0000"),
            new("CallbackSource", "call-progress-events"),
            new("SequenceNumber", (call.Sequence++).ToString(CultureInfo.InvariantCulture)),
            .. extra,
        ]);
    }

    private List<KeyValuePair<string, string>> Standard(LabCall call, string status) =>
    [
        new("CallSid", call.Id), new("AccountSid", dialect.Account), new("From", call.From), new("To", call.To),
        new("Caller", call.From), new("Called", call.To), new("Direction", "outbound-api"), new("ApiVersion", "2010-04-01"),
        new("CallStatus", status), new("ToCity", ""), new("ToCountry", "GB"),
    ];
}
