using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace CallQueue.CarrierLab.Plivo;

/// <summary>The callbacks of the fake Plivo.</summary>
public sealed class PlivoVoice(LabOptions options, WebhookSender webhooks) : ICarrierVoice
{
    public void Initiated(LabCall call)
    {
        // Plivo has no such event.
    }

    public void Ringing(LabCall call)
    {
        if (call.RingUrl is { } url) webhooks.Send(call, "Ring", url, Common(call, "Ring", "ringing"));
    }

    public async Task<LabEnd?> AnsweredAsync(LabCall call)
    {
        var form = Common(call, "StartApp", "in-progress");
        if (call.JudgedMachine is { } machine) form.Add(new("Machine", machine ? "true" : "false"));
        call.Document = call.AnswerUrl is { } url ? await webhooks.FetchDocumentAsync(call, url, form) : null;
        if (call.Document is null && call.FallbackUrl is { } fallback) call.Document = await webhooks.FetchDocumentAsync(call, fallback, form);
        if (call.Document is null) return LabEnd.AnswerUrlFailed;
        if (!IsPlivoXml(call.Document)) return LabEnd.AnswerXmlInvalid;
        if (XElement.Parse(call.Document).Element("Record") is { } record && record.Attribute("callbackUrl")?.Value is { } recorded) call.Recording = new LabRecording(Guid.NewGuid().ToString(), recorded);
        return null;
    }

    public Task<string?> FetchAsync(LabCall call, string url) => webhooks.FetchDocumentAsync(call, url, Common(call, "Redirect", "in-progress"));

    // Documented for a detected machine alone.
    public void Judged(LabCall call, string url)
    {
        if (call is { JudgedMachine: true, Detection: { } detection })
            webhooks.Send(call, "MachineDetection", url, [.. Common(call, "MachineDetection", "in-progress"), new("Machine", "true"), new("IfMachine", detection.HangsUp ? "hangup" : "continue")]);
    }

    public void Ended(LabCall call, bool whileQueued)
    {
        if (call.StatusUrl is not { } url || (whileQueued && !options.PlivoTellsQueueCancel)) return;
        LabEnd end = call.End!;
        string seconds = call.TalkSeconds.ToString(CultureInfo.InvariantCulture);
        webhooks.Send(call, "Hangup", url,
        [
            .. Common(call, "Hangup", end.PlivoStatus),
            new("HangupCauseCode", end.PlivoCode.ToString(CultureInfo.InvariantCulture)), new("HangupCauseName", end.PlivoName), new("HangupSource", "Callee"),
            new("Duration", seconds), new("BillDuration", seconds), new("AnswerTime", call.AnsweredAt is { } at ? Date(at) : ""), new("EndTime", Date(call.EndedAt!.Value)),
            new("TotalCost", "0.00850"), new("BillRate", "0.00850"),
        ]);
        if (call.Recording is not { } recording) return;
        webhooks.Send(call, "Record", recording.Url,
        [
            new("CallUUID", call.Id), new("From", call.From), new("To", call.To), new("RecordUrl", $"https://media.plivo.com/v1/Account/x/Recording/{recording.Id}.mp3"),
            new("RecordingID", recording.Id), new("RecordingDuration", seconds), new("RecordingDurationMs", seconds + "000"),
        ]);
    }

    private static List<KeyValuePair<string, string>> Common(LabCall call, string name, string status) =>
    [
        new("CallUUID", call.Id), new("RequestUUID", call.Id), new("ALegUUID", call.Id), new("ALegRequestUUID", call.Id), new("From", call.From), new("To", call.To),
        new("Direction", "outbound"), new("Event", name), new("CallStatus", status),
    ];

    // Plivo ignores or refuses Twilio's verbs; an empty document is invalid.
    internal static bool IsPlivoXml(string document)
    {
        try
        {
            XElement root = XElement.Parse(document);
            return root.Name == "Response" && root.Elements().All(e => e.Name.LocalName is not ("Say" or "Gather" or "Pause" or "Parameter" or "Connect"))
                && root.Descendants("Speak").All(speak => LabSpeech.CanSpeak(speak, "Polly."));
        }
        catch (XmlException)
        {
            return false;
        }
    }

    private static string Date(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
