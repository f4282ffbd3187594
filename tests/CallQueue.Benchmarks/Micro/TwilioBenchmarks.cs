using System.Globalization;
using BenchmarkDotNet.Attributes;
using CallQueue.Carriers;
using CallQueue.Carriers.Twilio;
using CallQueue.Http;
using Twilio.Rest.Api.V2010.Account;

namespace CallQueue.Benchmarks.Micro;

/// <summary>
/// What one create at Twilio costs without the network: its document and form, and reading the answer. As the adapter does it, with the types of Twilio's package,
/// and beside it written by hand, as the adapter did it before.
/// </summary>
public class TwilioBenchmarks
{
    private const string Answer =
        """{"sid":"CA0123456789abcdef0123456789abcdef","date_created":"Tue, 01 Dec 2026 16:00:00 +0000","date_updated":null,"parent_call_sid":null,"account_sid":"AC00000000000000000000000000000001","to":"+442071838750","to_formatted":"+442071838750","from":"+15005550006","from_formatted":"(500) 555-0006","phone_number_sid":"PN00000000000000000000000000000001","status":"queued","start_time":null,"end_time":null,"duration":null,"price":null,"price_unit":"USD","direction":"outbound-api","answered_by":null,"api_version":"2010-04-01","forwarded_from":null,"group_sid":null,"caller_name":null,"queue_time":"0","trunk_sid":null,"uri":"/2010-04-01/Accounts/AC00000000000000000000000000000001/Calls/CA0123456789abcdef0123456789abcdef.json","subresource_uris":{"events":"/2010-04-01/Accounts/AC00000000000000000000000000000001/Calls/CA0123456789abcdef0123456789abcdef/Events.json","recordings":"/2010-04-01/Accounts/AC00000000000000000000000000000001/Calls/CA0123456789abcdef0123456789abcdef/Recordings.json"}}""";

    private static readonly TwilioOptions Options = new()
    {
        AccountSid = "AC00000000000000000000000000000001", AuthToken = "0123456789abcdef0123456789abcdef", Number = PhoneNumber.Parse("+15005550006"), PublicUrl = "https://dialer.example.com",
    };

    private static readonly DialRequest Request = new(
        new AttemptRef(CallId.Parse("acme~r1-0"), 1, "t0k"), PhoneNumber.Parse("+442071838750"), null, new CallScript { Message = "Hello {{name}}, this is a reminder.", Variables = new Dictionary<string, string> { ["name"] = "Ann" } },
        TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(1800), Some.Now);

    private static readonly TwilioAccount Account = TwilioAccount.Of(Options);
    private static readonly TwilioRequests Requests = new(Account);

    [Benchmark(Baseline = true)]
    public int WrittenByHand() => ByHand.Create(Request, ByHand.Document(Request.Script)).Length;

    [Benchmark]
    public int WrittenByThePackage() => Requests.Create(Request, TwilioDocuments.Write(Request.Script, Request.Attempt, null).Text!).Length;

    [Benchmark]
    public string? ReadByHand() => JsonAnswer.TextOf(Answer, "sid");

    [Benchmark]
    public string? ReadByThePackage() => CallResource.FromJson(Answer).Sid;

    private static class ByHand
    {
        public static string Document(CallScript script) => Scripts.CarrierXml.Response(Scripts.SpokenVerb.Write("Say", script).Verb!).Text!;

        public static ReadOnlyMemory<byte> Create(DialRequest request, string document)
        {
            var form = new FormBody();
            form.Add("To", request.To.Value);
            form.Add("From", Options.Number.Value);
            form.Add("StatusCallback", Account.Callbacks.StatusUrl(request.Attempt));
            form.Add("StatusCallbackMethod", "POST");
            form.Add("StatusCallbackEvent", "completed");
            form.Add("Timeout", Seconds(request.RingTimeout));
            form.Add("TimeLimit", Seconds(request.MaxDuration));
            form.Add("Twiml", document);
            return form.Bytes;
        }

        private static string Seconds(TimeSpan time) => ((int)Math.Ceiling(time.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
    }
}
