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
    private const string Contact = """
        {"id":"ann","phone_number":"+12025550101","name":"Ann","call_enabled":true,"call_time":"20:30:00","local_tz":"Asia/Kathmandu",
         "variables":{"plan":"gold"},"max_attempts":3,"retry_delay":1800}
        """;

    private static readonly Dictionary<Type, string> All = new()
    {
        [typeof(ListBody)] = """{"run_id":"spring","message":"Hello {{name}}.","window":"09:00-21:00","timezone":"Europe/Berlin","max_retries":2,"calls":[{"phone":"+12025550101","name":"Ann"},{"phone":"+12025550102","name":"Bo"}]}""",
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
