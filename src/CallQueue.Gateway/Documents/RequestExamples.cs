using System.Text.Json.Nodes;
using CallQueue.Access;
using CallQueue.Businesses;
using CallQueue.Calls;
using CallQueue.Guards;
using CallQueue.Jobs;
using CallQueue.Messages;
using CallQueue.Runs;
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

    private static readonly Dictionary<Type, string> All = new()
    {
        [typeof(QueueCallBody)] = Call,
        [typeof(QueueBulkBody)] = $$"""{"batch_id":"campaign-7","window":"09:00-21:00","timezone":"Europe/Berlin","calls":[{{Call}}]}""",
        [typeof(CancelBody)] = """{"hang_up_live":true}""",
        [typeof(PriorityBody)] = """{"priority":"urgent"}""",
        [typeof(OrderBody)] = """{"business_id":"default"}""",
        [typeof(ScheduleCallBody)] = Job,
        [typeof(ScheduleBulkBody)] = $$"""{"calls":[{{Job}}]}""",
        [typeof(CleanBody)] = """{"grace":3600000,"limit":1000}""",
        [typeof(IncomingBody)] = """{"tenantId":"clinic","payload":{"messages":[{"key":{"id":"3EB0A1","remoteJid":"12025550101@s.whatsapp.net","fromMe":false}}]}}""",
        [typeof(StopQueueBody)] = """{"run_id":"campaign-7","hang_up_live":false}""",
        [typeof(NewKeyBody)] = """{"name":"crm","business_id":"clinic"}""",
        [typeof(SessionBody)] = """{"api_key":"cq_0123456789abcdef_the-secret-part"}""",
        [typeof(ProviderWebhookBody)] = """{"call_id":"p-1","status":"no_answer","metadata":{"call":"default~c1","attempt":1,"token":"0123456789abcdef01234567"}}""",
        [typeof(DoNotCallBody)] = """{"phone_numbers":["+12025550171","+12025550172"],"reason":"complaint"}""",
        [typeof(OptOutBody)] = """{"phone_number":"+12025550173"}""",
        [typeof(SettingsView)] = """
            {"profile":"prosaas","slots":3,"rate_limits":[{"count":10,"period_seconds":60}],"window":"09:00-21:00","timezone":"Europe/Berlin",
             "retry":{"max_attempts":3,"delay_seconds":1800,"factor":1,"retry_on":["busy","no_answer"]},
             "retention":{"completed":100,"failed":500,"age_seconds":604800},"number":"+12025550199",
             "callback":{"priority":"high","message":"You asked us to call you back."},
             "contact_caps":[{"count":3,"period_seconds":86400}],
             "veto":{"url":"https://app.example.com/eligible","secret":"0123456789abcdef","timeout_seconds":5,"on_timeout":"hold"}}
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
