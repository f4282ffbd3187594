using System.Text.Json.Nodes;
using CallQueue.Access;
using CallQueue.Businesses;
using CallQueue.Calls;
using CallQueue.Guards;
using CallQueue.Jobs;
using CallQueue.Lists;
using CallQueue.Messages;
using CallQueue.Rosters;
using CallQueue.Runs;
using CallQueue.Schedules;
using CallQueue.Webhooks;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace CallQueue.Documents;

/// <summary>A complete and valid body of each shape, for readers and for tests that try every endpoint.</summary>
internal static class RequestExamples
{
    private const string Job = """{"to":"+12025550101","message":"Hello, this is your reminder.","lead_id":"lead-1","priority":"normal","metadata":{"campaign":"spring"}}""";

    private const string Call = """
        {"phone_number":"+12025550101","campaign_id":"spring","priority":"high","max_retries":2,"metadata":{"lead":7},
         "call_config":{"voice":"alice","max_duration":600,"flow_name":"reminder","variables":{"name":"Ada"}}}
        """;

    private const string Contact = """
        {"id":"ann","phone_number":"+12025550101","name":"Ann","call_enabled":true,"call_time":"20:30:00","local_tz":"Asia/Kathmandu",
         "variables":{"plan":"gold"},"max_attempts":3,"retry_delay":1800}
        """;

    private static readonly Dictionary<Type, string> All = new()
    {
        [typeof(QueueCallBody)] = Call,
        [typeof(QueueBulkBody)] = $$"""{"batch_id":"campaign-7","window":"mon-fri 09:00-12:00,13:00-18:00; sat 10:00-14:00","timezone":"Europe/Berlin","calls":[{{Call}}]}""",
        [typeof(CancelBody)] = """{"hang_up_live":true}""",
        [typeof(PriorityBody)] = """{"priority":"urgent"}""",
        [typeof(OrderBody)] = """{"business_id":"default"}""",
        [typeof(ScheduleCallBody)] = Job,
        [typeof(PlanBody)] = $$"""{"plan":{"answer_rate":0.4,"talk_seconds":45,"price_per_minute":0.014},"window":"09:00-21:00","timezone":"Europe/Berlin","calls":[{{Call}}]}""",
        [typeof(ListBody)] = """{"run_id":"spring","message":"Hello {{name}}.","window":"09:00-21:00","timezone":"Europe/Berlin","max_retries":2,"calls":[{"phone":"+12025550101","name":"Ann"},{"phone":"+12025550102","name":"Bo"}]}""",
        [typeof(ScheduleBulkBody)] = $$"""{"calls":[{{Job}}]}""",
        [typeof(RecurringCallBody)] = """{"to":"+12025550101","message":"Your daily reminder.","cronExpression":"0 9 * * *","priority":"normal","timezone":"Europe/Berlin"}""",
        [typeof(NewScheduleBody)] = """
            {"id":"daily-reminder","cron":"0 9 * * 1","timezone":"Europe/Berlin","misfire":"run_once","overlap":"skip","phone_number":"+12025550101",
             "call":{"message":"Your weekly reminder.","priority":"high","max_retries":2,"metadata":{"campaign":"spring"}}}
            """,
        [typeof(ScheduleBody)] = """
            {"cron":"30 8 * * *","skipped_time":"next_valid","doubled_time":"once","misfire":"run_all","misfire_limit":3,
             "people":[{"phone_number":"+12025550101","call_config":{"variables":{"name":"Ada"}}}],"call":{"message":"Good morning, {{name}}."}}
            """,
        [typeof(CleanBody)] = """{"grace":3600000,"limit":1000}""",
        [typeof(IncomingBody)] = """{"tenantId":"clinic","payload":{"messages":[{"key":{"id":"3EB0A1","remoteJid":"12025550101@s.whatsapp.net","fromMe":false}}]}}""",
        [typeof(StopQueueBody)] = """{"run_id":"campaign-7","hang_up_live":false}""",
        [typeof(NewKeyBody)] = """{"name":"crm","business_id":"clinic"}""",
        [typeof(SessionBody)] = """{"api_key":"cq_0123456789abcdef_the-secret-part"}""",
        [typeof(ProviderWebhookBody)] = """{"call_id":"p-1","status":"no_answer","metadata":{"call":"default~c1","attempt":1,"token":"0123456789abcdef01234567"}}""",
        [typeof(ContactsBody)] = $$"""{"contacts":[{{Contact}}]}""",
        [typeof(ContactView)] = Contact,
        [typeof(DoNotCallBody)] = """{"phone_numbers":["+12025550171","+12025550172"],"reason":"complaint"}""",
        [typeof(OptOutBody)] = """{"phone_number":"+12025550173"}""",
        [typeof(SettingsView)] = """
            {"profile":"prosaas","slots":3,"rate_limits":[{"count":10,"period_seconds":60}],"window":"09:00-21:00","timezone":"Europe/Berlin",
             "retry":{"max_attempts":3,"delay_seconds":1800,"factor":1,"retry_on":["busy","no_answer"]},
             "retention":{"completed":100,"failed":500,"age_seconds":604800},"number":"+12025550199",
             "callback":{"priority":"high","message":"You asked us to call you back."},
             "roster":{"message":"Hello {{name}}, this is your daily call.","max_retries":2},
             "contact_caps":[{"count":3,"period_seconds":86400}],
             "veto":{"url":"https://app.example.com/eligible","secret":"0123456789abcdef","timeout_seconds":5,"on_timeout":"hold"},"recently_called_hours":24}
            """,
    };

    public static Task Apply(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellation)
    {
        Type? shape = context.Description.ActionDescriptor.EndpointMetadata.OfType<IAcceptsMetadata>().LastOrDefault()?.RequestType;
        if (shape is null || !All.TryGetValue(shape, out string? json) || operation.RequestBody?.Content is not { } bodies) return Task.CompletedTask;
        bodies.Remove("*/*");
        foreach (OpenApiMediaType body in bodies.Values) body.Example = JsonNode.Parse(json);
        return Task.CompletedTask;
    }
}
