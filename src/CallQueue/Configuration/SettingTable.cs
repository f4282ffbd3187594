using System.Collections.Frozen;
using System.Globalization;
using CallQueue.Access;
using CallQueue.Businesses;
using CallQueue.Carriers.CallKaro;
using CallQueue.Carriers.Plivo;
using CallQueue.Carriers.Twilio;
using CallQueue.Cluster;
using CallQueue.Hosting;
using CallQueue.Rates;
using CallQueue.Trunks;

namespace CallQueue.Configuration;

/// <summary>
/// Every setting of the product, once. Reading, checking, <c>callqueue config</c>, help texts, docs/configuration.md and the
/// README's rows all come from this table.
/// </summary>
internal static class SettingTable
{
    public const string DefaultFolder = "data";
    public const int DefaultPort = 8000;

    private static readonly CallKaroOptions CallKaroStandard = new() { ApiKey = "", AgentId = "" };

    // Process
    public static readonly Setting Config = new("CALLQUEUE_CONFIG", SettingGroup.Process, SettingForm.Text("file"), "The JSON file with settings. A file that is named must exist.")
    { DefaultText = "`callqueue.json` in the data folder, if it exists" };

    public static readonly Setting Secrets = new("CALLQUEUE_SECRETS", SettingGroup.Process, SettingForm.Text("folder"), "A folder with one file per setting, such as mounted secrets. The file name is the setting's name in upper or lower case.")
    { DefaultText = "`/run/secrets`, if it exists" };

    public static readonly Setting Data = new("CALLQUEUE_DATA", SettingGroup.Process, SettingForm.Text("folder"), "The data folder. A cluster reads only `callqueue.json` in it.") { Default = DefaultFolder };

    public static readonly Setting Role = new("SERVICE_ROLE", SettingGroup.Process, SettingForm.Choice(ServiceRoles.Words), "The role of a process in a cluster: everything, the gateway alone, or a part of the actors. Without a command it selects `silo` or `gateway`.")
    { Default = "all", Readers = SettingReaders.Cluster };

    public static readonly Setting Host = new("HOST", SettingGroup.Process, SettingForm.Text("IP address", text => SettingForm.AddressOf(text) is null ? "must be an IP address of this machine, such as 127.0.0.1" : null),
        "The address to listen on. With `CALLQUEUE_NO_KEYS` only a loopback address is allowed.")
    { DefaultText = "`127.0.0.1`; `0.0.0.0` once somebody has created an API key" };

    public static readonly Setting Port = new("PORT", SettingGroup.Process, SettingForm.Whole(0, 65_535), "The port to listen on. 0: any free port.")
    { Default = DefaultPort.ToString(CultureInfo.InvariantCulture) };

    public static readonly Setting WebhookHost = new("WEBHOOK_HOST", SettingGroup.Process, SettingForm.Text("IP address", text => SettingForm.AddressOf(text) is null ? "must be an IP address of this machine, such as 127.0.0.1" : null),
        "The address to listen on for `WEBHOOK_PORT`.")
    { Default = "127.0.0.1", Readers = SettingReaders.OneProcess | SettingReaders.Cluster };

    public static readonly Setting WebhookPort = new("WEBHOOK_PORT", SettingGroup.Process, SettingForm.Whole(0, 65_535),
        "A port that serves carriers' webhooks and probes only, for the proxy or tunnel of `PUBLIC_URL`: what leads there never shows the API. 0: any free port. Not set: webhooks are served at `PORT` only.")
    { Readers = SettingReaders.OneProcess | SettingReaders.Cluster };

    public static readonly Setting ProbeHost = new("PROBE_HOST", SettingGroup.Process, SettingForm.Text("IP address", text => SettingForm.AddressOf(text) is null ? "must be an IP address of this machine, such as 127.0.0.1" : null),
        "The address to listen on for `PROBE_PORT`.")
    { Default = "127.0.0.1", Readers = SettingReaders.Serve | SettingReaders.Cluster | SettingReaders.Health };

    public static readonly Setting ProbePort = new("PROBE_PORT", SettingGroup.Process, SettingForm.Whole(0, 65_535),
        "A port that serves probes and metrics only, without a key, in every role, also in those without another port. 0: any free port. Not set: probes and metrics are served at `PORT` only, metrics to operators' keys.")
    { Readers = SettingReaders.Serve | SettingReaders.Cluster | SettingReaders.Health };

    public static readonly Setting PublicUrl = new("PUBLIC_URL", SettingGroup.Process, SettingForm.Url, "Public address at which the carrier reaches this process: scheme, host, and if need be a port and a path prefix, which a proxy may pass on or remove. Twilio, Plivo and SignalWire need it.") { Readers = SettingReaders.OneProcess | SettingReaders.Cluster };

    public static readonly Setting Server = new("CALLQUEUE_SERVER", SettingGroup.Process, SettingForm.Url, "The address of a running server for `dial`, `status` and `stop`, such as `https://calls.example.com`, in place of a data folder.") { Readers = SettingReaders.Dial | SettingReaders.Folder };

    public static readonly Setting Key = new("CALLQUEUE_KEY", SettingGroup.Process, SettingForm.Secret(), "The API key for `CALLQUEUE_SERVER`. Other users of this machine can see an option of a command; a variable or a file (`CALLQUEUE_KEY_FILE`) they can't.") { IsSecret = true, Readers = SettingReaders.Dial | SettingReaders.Folder };

    public static readonly Setting Shutdown = new("SHUTDOWN_SECONDS", SettingGroup.Process, SettingForm.Whole(1, 3_600, "seconds"), "Time limit of a stop.") { Default = "25", Readers = SettingReaders.Cluster };

    // Carrier
    public static readonly Setting Carrier = new("CALL_CARRIER", SettingGroup.Carrier, SettingForm.Choice("twilio", "plivo", "signalwire", "callkaro", "simulated"), "The carrier that places the calls. `simulated` calls nobody and does not work in a cluster.")
    { DefaultText = "the carrier whose credentials are set, else `simulated`" };

    public static readonly Setting Fallbacks = new("FALLBACK_CARRIERS", SettingGroup.Carrier, SettingForm.Text("carriers"), "Carriers beside `CALL_CARRIER`, in order, separated by commas: `twilio`, `plivo`, `signalwire`, `callkaro`. A call goes to the first that accepts calls and has a free channel, and a call that may have been placed stays where it is (trunks.md). Each needs its credentials.")
    { DefaultText = "none" };

    public static readonly Setting Rehearsal = new("CALLQUEUE_REHEARSAL", SettingGroup.Carrier, SettingForm.Choice("true", "false"), "Whether the carrier's base URL is a carrier lab, which calls nobody. Nothing is sent to a server that does not say that it is a lab.")
    { DefaultText = "`true` if the base URL is plain http" };

    public static readonly Setting AgentUrl = new("AGENT_SERVER_URL", SettingGroup.Carrier, SettingForm.Text("URL"), "The voice agent (`ws://` or `wss://`) that a call is connected to by media stream when the person answers.");

    public static readonly Setting AgentSessionsPath = new("AGENT_SESSIONS_PATH", SettingGroup.Carrier, SettingForm.Text("path", text => text.StartsWith('/') && !text.AsSpan().ContainsAny("?#\\ ") ? null : "must be a path such as /sessions, without query"), "The path at which `AGENT_SERVER_URL` is asked for its free sessions. Calls that it talks to are then dialed only while it has one for each (agents.md).")
    { DefaultText = "it is not asked" };

    public static readonly Setting AgentSessionsReserved = new("AGENT_SESSIONS_RESERVED", SettingGroup.Carrier, SettingForm.Whole(0, TrunkLimits.ChannelCounts.Max, "sessions"), "Sessions of the agent server that are kept free for people who call in.") { Default = "0" };

    public static readonly Setting NoAgentMessage = new("NO_AGENT_MESSAGE", SettingGroup.Carrier, SettingForm.Text(), "What a person hears whose call no agent takes; then the call ends with the outcome `no_agent` (agents.md). With `AGENT_SESSIONS_PATH` only.")
    { Default = "We are sorry: nobody is free to talk to you right now. Goodbye." };

    public static readonly Setting Events = new("CARRIER_EVENTS", SettingGroup.Carrier, SettingForm.Choice("needed", "all", "answered", "ended"), "The events of a call that the carrier is asked to report. `needed`: the end; ringing and answered too for single calls, and for calls of runs while somebody looks at them. `all`: ringing, answered and the end. `answered`: without ringing. `ended`: only the end. Fewer events cost less, but a state that is not reported is not shown (carriers.md). For Twilio and Plivo.")
    { Default = "needed" };

    public static readonly Setting Absence = new("CALLQUEUE_ABSENCE_SECONDS", SettingGroup.Carrier, SettingForm.Whole(1, int.MaxValue, "seconds"), "How long after a create request a lookup that finds no call is believed. For carriers on loopback only: against a real carrier a short time calls people twice.")
    { DefaultText = "Twilio and SignalWire 120, Plivo 600" };

    public static readonly Setting TwilioSid = new("TWILIO_ACCOUNT_SID", SettingGroup.Twilio, SettingForm.Text(), "The SID of the Twilio account: `AC` and 32 hex digits.");
    public static readonly Setting TwilioToken = new("TWILIO_AUTH_TOKEN", SettingGroup.Twilio, SettingForm.Secret(), "The token of the Twilio account. It authorizes requests and signs webhooks.") { IsSecret = true };
    public static readonly Setting TwilioNextToken = new("TWILIO_AUTH_TOKEN_NEXT", SettingGroup.Twilio, SettingForm.Secret(), "A second token that is accepted on webhooks while tokens are rotated.") { IsSecret = true };
    public static readonly Setting TwilioApiKey = new("TWILIO_API_KEY", SettingGroup.Twilio, SettingForm.Text(), "The SID of an API key of the account: `SK` and 32 hex digits. Requests are sent with it in place of the token, which still signs webhooks.");
    public static readonly Setting TwilioApiSecret = new("TWILIO_API_SECRET", SettingGroup.Twilio, SettingForm.Secret(), "The secret of `TWILIO_API_KEY`.") { IsSecret = true };
    public static readonly Setting TwilioMainSid = new("TWILIO_MAIN_ACCOUNT_SID", SettingGroup.Twilio, SettingForm.Text(), "The SID of the main account, if `TWILIO_ACCOUNT_SID` is a subaccount and requests are sent with the main account's token. Webhooks are signed with the subaccount's.");
    public static readonly Setting TwilioMainToken = new("TWILIO_MAIN_AUTH_TOKEN", SettingGroup.Twilio, SettingForm.Secret(), "The token of `TWILIO_MAIN_ACCOUNT_SID`.") { IsSecret = true };
    public static readonly Setting TwilioNumber = new("TWILIO_NUMBER", SettingGroup.Twilio, SettingForm.PhoneNumber, "The caller id: a number of the Twilio account in E.164.");
    public static readonly Setting TwilioBaseUrl = new("TWILIO_BASE_URL", SettingGroup.Twilio, SettingForm.Url, "Where Twilio's API is, in place of `TWILIO_REGION` and `TWILIO_EDGE`.") { Default = new TwilioOptions { AccountSid = "", AuthToken = "", Number = default, PublicUrl = "" }.BaseUrl };
    public static readonly Setting TwilioRegion = new("TWILIO_REGION", SettingGroup.Twilio, SettingForm.Label, "The region in which calls are placed and their records are kept, such as `ie1` or `au1`. The number must be routed to it, and the token or API key must be that region's.") { DefaultText = "`us1`" };
    public static readonly Setting TwilioEdge = new("TWILIO_EDGE", SettingGroup.Twilio, SettingForm.Label, "The edge through which the region is reached, such as `dublin`.") { DefaultText = "the region's own" };

    public static readonly Setting PlivoId = new("PLIVO_AUTH_ID", SettingGroup.Plivo, SettingForm.Text(), "The account's auth id: 20 letters and digits.");
    public static readonly Setting PlivoToken = new("PLIVO_AUTH_TOKEN", SettingGroup.Plivo, SettingForm.Secret(), "The account's token. It authorizes requests and signs webhooks.") { IsSecret = true };
    public static readonly Setting PlivoNextToken = new("PLIVO_AUTH_TOKEN_NEXT", SettingGroup.Plivo, SettingForm.Secret(), "A second token that is accepted on webhooks while tokens are rotated.") { IsSecret = true };
    public static readonly Setting PlivoNumber = new("PLIVO_NUMBER", SettingGroup.Plivo, SettingForm.PhoneNumber, "The caller id: a number of the account in E.164.");
    public static readonly Setting PlivoBaseUrl = new("PLIVO_BASE_URL", SettingGroup.Plivo, SettingForm.Url, "Where Plivo's API is.") { Default = new PlivoOptions { AuthId = "", AuthToken = "", Number = default, PublicUrl = "" }.BaseUrl };

    public static readonly Setting SignalWireSpace = new("SIGNALWIRE_SPACE_URL", SettingGroup.SignalWire, SettingForm.Url, "The address of the space, such as `https://example.signalwire.com`.");
    public static readonly Setting SignalWireProject = new("SIGNALWIRE_PROJECT_ID", SettingGroup.SignalWire, SettingForm.Text(), "The id of the project, a UUID.");
    public static readonly Setting SignalWireToken = new("SIGNALWIRE_API_TOKEN", SettingGroup.SignalWire, SettingForm.Secret(), "An API token with the scope Voice. It authorizes requests.") { IsSecret = true };
    public static readonly Setting SignalWireKey = new("SIGNALWIRE_SIGNING_KEY", SettingGroup.SignalWire, SettingForm.Secret(), "The project's signing key. It signs webhooks.") { IsSecret = true };
    public static readonly Setting SignalWireNextKey = new("SIGNALWIRE_SIGNING_KEY_NEXT", SettingGroup.SignalWire, SettingForm.Secret(), "A second key that is accepted on webhooks while keys are rotated.") { IsSecret = true };
    public static readonly Setting SignalWireNumber = new("SIGNALWIRE_NUMBER", SettingGroup.SignalWire, SettingForm.PhoneNumber, "The caller id: a number of the project in E.164.");
    public static readonly Setting SignalWireInline = new("SIGNALWIRE_INLINE_DOCUMENTS", SettingGroup.SignalWire, SettingForm.Choice("true", "false"), "Whether short documents are sent with the create request (assumed; SignalWire names the parameter and does not describe it). Otherwise SignalWire asks for each when the person answers.") { Default = "false" };
    public static readonly Setting SignalWireTimeLimit = new("SIGNALWIRE_TIME_LIMIT", SettingGroup.SignalWire, SettingForm.Choice("true", "false"), "Whether the maximum duration is sent with the create request (assumed; not documented by SignalWire). Otherwise SignalWire does not limit calls.") { Default = "false" };

    public static readonly Setting CallKaroKey = new("CALLKARO_API_KEY", SettingGroup.CallKaro, SettingForm.Secret(), "The account's API key.") { IsSecret = true };
    public static readonly Setting CallKaroAgent = new("CALLKARO_AGENT_ID", SettingGroup.CallKaro, SettingForm.Text(), "The id of the agent that speaks.");
    public static readonly Setting CallKaroBaseUrl = new("CALLKARO_BASE_URL", SettingGroup.CallKaro, SettingForm.Url, "Where CallKaro's API is.") { Default = CallKaroStandard.BaseUrl };
    public static readonly Setting CallKaroSecret = new("CALLKARO_WEBHOOK_SECRET", SettingGroup.CallKaro, SettingForm.Secret(), "Signs the webhooks at `/api/webhooks/call`, beside any carrier. Not set: with CallKaro they are not signed, with another carrier they are rejected.") { IsSecret = true };
    public static readonly Setting CallKaroNextSecret = new("CALLKARO_WEBHOOK_SECRET_NEXT", SettingGroup.CallKaro, SettingForm.Secret(), "A second secret that is accepted while secrets are rotated.") { IsSecret = true };
    public static readonly Setting CallKaroGiveUp = new("CALLKARO_GIVE_UP_SECONDS", SettingGroup.CallKaro, SettingForm.Whole(1, int.MaxValue, "seconds"), "A call without any report for this long ends as failed and is never dialed again.") { Default = Seconds(CallKaroStandard.GivenUpAfter) };
    public static readonly Setting CallKaroCallPath = new("CALLKARO_CALL_PATH", SettingGroup.CallKaro, SettingForm.Text("path"), "Where calls are created.") { Default = CallKaroStandard.CallPath };
    public static readonly Setting CallKaroStatusPath = new("CALLKARO_STATUS_PATH", SettingGroup.CallKaro, SettingForm.Text("path"), "Where one call is looked up, such as `/call/{id}` (assumed; not documented by CallKaro). Not set: calls are not looked up.");
    public static readonly Setting CallKaroKeyHeader = new("CALLKARO_KEY_HEADER", SettingGroup.CallKaro, SettingForm.Text("header name"), "The header that carries the key.") { Default = CallKaroStandard.KeyHeader };
    public static readonly Setting CallKaroSignatureHeader = new("CALLKARO_SIGNATURE_HEADER", SettingGroup.CallKaro, SettingForm.Text("header name"), "The header with a webhook's signature (assumed).") { Default = CallKaroStandard.SignatureHeader };
    public static readonly Setting CallKaroTimestampHeader = new("CALLKARO_TIMESTAMP_HEADER", SettingGroup.CallKaro, SettingForm.Text("header name"), "The header with a webhook's Unix time (assumed).") { Default = CallKaroStandard.TimestampHeader };

    // Limits
    public static readonly Setting Channels = new("MAX_CONCURRENT_CALLS", SettingGroup.Limits, SettingForm.Whole(TrunkLimits.ChannelCounts.Min, TrunkLimits.ChannelCounts.Max, "calls"), "Live calls at once on the carrier account, over all businesses.")
    { Default = new TrunkLimits().Channels.ToString(CultureInfo.InvariantCulture) };

    public static readonly Setting DialsPerSecond = new("CARRIER_DIALS_PER_SECOND", SettingGroup.Limits, SettingForm.Number(TrunkLimits.Paces.Min, TrunkLimits.Paces.Max, "no limit"), "Dials per second on the carrier account.") { DefaultText = "Twilio 1, Plivo 2, SignalWire 1, CallKaro 1" };

    public static readonly Setting FallbackDialsPerSecond = new("FALLBACK_DIALS_PER_SECOND", SettingGroup.Limits, SettingForm.Number(TrunkLimits.Paces.Min, TrunkLimits.Paces.Max, "no limit"), "Dials per second on the account of each of `FALLBACK_CARRIERS`.") { DefaultText = "as for `CARRIER_DIALS_PER_SECOND`" };

    public static readonly Setting FallbackChannels = new("FALLBACK_CHANNELS", SettingGroup.Limits, SettingForm.Whole(TrunkLimits.ChannelCounts.Min, TrunkLimits.ChannelCounts.Max, "calls"), "Live calls at once on the account of each of `FALLBACK_CARRIERS`.") { DefaultText = "`MAX_CONCURRENT_CALLS`" };

    public static readonly Setting LookupsPerSecond = new("CARRIER_LOOKUPS_PER_SECOND", SettingGroup.Limits, SettingForm.Whole(CallQueueOptions.Lookups.Min, CallQueueOptions.Lookups.Max, "lookups"),
        "Silent calls per second and process that the carrier is asked about. A call of which nothing is heard for 45 seconds is asked about, so that a lost webhook frees its slot within a minute; with more than 45 times as many silent calls at once, each waits for its turn.")
    { Default = new CallQueueOptions().LookupsPerSecond.ToString(CultureInfo.InvariantCulture) };

    public static readonly Setting Profile = new("CALLQUEUE_PROFILE", SettingGroup.Limits, SettingForm.Choice([.. BusinessProfiles.Names]),
        "Defaults of a new business, as an existing system has them: `prosaas` 3 slots; `vomind` 5 slots, 10 dials a minute; `relevel` 5 slots; `standalone` as many slots as `MAX_CONCURRENT_CALLS`, 10 dials a second, 4 attempts.") { DefaultText = "3 slots" };

    public static readonly Setting Slots = new("CALL_WORKER_CONCURRENCY", SettingGroup.Limits, SettingForm.Whole(1, BusinessLimits.Slots.Max, "slots"), "Slots of a new business: its live calls at once.") { DefaultText = "the profile's" };
    public static readonly Setting OtherSlots = new("QUEUE_CONCURRENCY", SettingGroup.Limits, SettingForm.Whole(1, BusinessLimits.Slots.Max, "slots"), "The same under another system's name, read if `CALL_WORKER_CONCURRENCY` is not set.") { DefaultText = "the profile's" };
    public static readonly Setting Rate = new("RATE_LIMIT_PER_SECOND", SettingGroup.Limits, SettingForm.Whole(0, RateRule.Counts.Max, "dials"), "Dials per second of a new business, in place of the profile's rates. 0: no limit.") { DefaultText = "the profile's" };

    public static readonly Setting Country = new("DEFAULT_COUNTRY", SettingGroup.Limits, SettingForm.Country, "Where numbers without country code belong, in lists that `dial` and `plan` read and for a new business: an ISO 3166 code such as `US`, or a calling code such as `44`. Not set: such numbers are rejected.");
    public static readonly Setting PriceTable = new("PRICE_TABLE", SettingGroup.Limits, SettingForm.Text("file", QueueReader.FindPriceProblem), "A CSV file of `prefix,price_per_minute`, such as `+44,0.015`, from the carrier's price list. It estimates costs for `cost_per_day`. Not set: that limit can't be used.");
    public static readonly Setting ListMegabytes = new("CALLQUEUE_MAX_LIST_MEGABYTES", SettingGroup.Limits, SettingForm.Whole(1, 16_384, "MiB"), "The largest list that `POST /api/runs` accepts. Each list is kept in a temporary file while it is read.")
    { Default = "512", Readers = SettingReaders.Serve | SettingReaders.Cluster };

    // Access
    public static readonly Setting OperatorKey = new("CALLQUEUE_OPERATOR_KEY", SettingGroup.Access, SettingForm.Secret(AccessOptions.MinSecretLength), "A key with access to everything, beside those of `callqueue keys`. With it `HOST` defaults to `0.0.0.0`.") { IsSecret = true };
    public static readonly Setting NoKeys = new("CALLQUEUE_NO_KEYS", SettingGroup.Access, SettingForm.Choice("true", "false"), "`true`: programs on this machine need no API key. For rehearsals with the simulated carrier on a loopback address, never behind a proxy (access.md).")
    { Default = "false", Readers = SettingReaders.Serve };

    public static readonly Setting DataKey = new("CALLQUEUE_DATA_KEY", SettingGroup.Access, SettingForm.Secret(RecordCipher.MinSecretLength), "Encrypts what is stored: messages, numbers, secrets. Every process and command needs the same key. Not set: nothing is encrypted.") { IsSecret = true, Readers = SettingReaders.OneProcess | SettingReaders.Cluster | SettingReaders.Folder };
    public static readonly Setting FormerDataKey = new("CALLQUEUE_DATA_KEY_FORMER", SettingGroup.Access, SettingForm.Secret(RecordCipher.MinSecretLength), "The key before, while records that it encrypted remain. A record is encrypted with the new key at its next write.") { IsSecret = true, Readers = SettingReaders.OneProcess | SettingReaders.Cluster | SettingReaders.Folder };
    public static readonly Setting OpenIdIssuer = new("OIDC_ISSUER", SettingGroup.Access, SettingForm.Url, "The address of an identity provider (OpenID Connect), through which people sign in at `/api/session/openid` (access.md). Needs `PUBLIC_URL`. Not set: they open sessions with keys.");
    public static readonly Setting OpenIdClient = new("OIDC_CLIENT_ID", SettingGroup.Access, SettingForm.Text(), "The id under which the identity provider knows this installation.");
    public static readonly Setting OpenIdSecret = new("OIDC_CLIENT_SECRET", SettingGroup.Access, SettingForm.Secret(), "The secret that belongs to it.") { IsSecret = true };
    public static readonly Setting OpenIdRole = new("OIDC_ROLE_CLAIM", SettingGroup.Access, SettingForm.Text("claim"), "The claim with the role: `operator`, `business`, `submit_only` or `read_only`.") { Default = "callqueue_role" };
    public static readonly Setting OpenIdBusiness = new("OIDC_BUSINESS_CLAIM", SettingGroup.Access, SettingForm.Text("claim"), "The claim with the business, for every role but `operator`.") { Default = "callqueue_business" };
    public static readonly Setting InternalSecret = new("INTERNAL_SECRET", SettingGroup.Access, SettingForm.Secret(AccessOptions.MinSecretLength), "For programs that send `X-Internal-Secret`. Not set: they have no access.") { IsSecret = true };
    public static readonly Setting RequestsPerSecond = new("API_RATE_LIMIT_PER_SECOND", SettingGroup.Access, SettingForm.Whole(1, 1_000_000, "requests"), "API requests per second of a key, and of each browser session; twice as many may come at once. A bulk request counts as one.")
    { Default = new AccessOptions().RequestsPerSecond.ToString(CultureInfo.InvariantCulture) };

    public static readonly Setting WebConsole = new("CALLQUEUE_CONSOLE", SettingGroup.Access, SettingForm.Choice("true", "false"), "Whether the web console is served at `/` (console.md). It shows data only through the API, with the rights of whoever signs in.") { Default = "true" };

    public static readonly Setting TrustedProxies = new("TRUSTED_PROXIES", SettingGroup.Access, SettingForm.Text("list", text => TrafficLimits.ParseProxies(text, out string? problem) is null ? problem : null),
        "Addresses and networks of the proxies in front of this process, such as `10.0.0.0/8`. Only their `X-Forwarded-For` names the sender for limits and logs. It never gives access.")
    { DefaultText = "none: the address of the connection counts" };

    public static readonly Setting OpenRate = new("OPEN_RATE_LIMIT_PER_SECOND", SettingGroup.Access, SettingForm.Whole(1, 1_000_000, "requests"), "Requests per second and address at endpoints without a key; twice as many may come at once. Of webhooks only those with a wrong signature count.")
    { Default = Text(new TrafficLimits().OpenRequestsPerSecond) };

    public static readonly Setting ConnectionsPerAddress = new("MAX_CONNECTIONS_PER_ADDRESS", SettingGroup.Access, SettingForm.Whole(1, 10_000, "connections"), "Connections at once from one address. Loopback and `TRUSTED_PROXIES` are not limited.")
    { Default = Text(new TrafficLimits().ConnectionsPerAddress) };

    public static readonly Setting EventStreams = new("TENANT_EVENT_STREAMS", SettingGroup.Access, SettingForm.Whole(1, 10_000, "streams"), "Event streams at once of one business, or of one operator's key.")
    { Default = Text(new TrafficLimits().EventStreams) };

    public static readonly Setting Uploads = new("TENANT_UPLOADS", SettingGroup.Access, SettingForm.Whole(1, 100, "uploads"), "Uploads of lists at once of one business, or of one operator's key.")
    { Default = Text(new TrafficLimits().Uploads) };

    public static readonly Setting KeptReplies = new("TENANT_KEPT_REPLIES", SettingGroup.Access, SettingForm.Whole(1, 10_000_000, "replies"), "Replies that are kept for an `Idempotency-Key` within 24 hours, of one business or one operator's key.")
    { Default = Text(new TrafficLimits().KeptReplies) };

    public static readonly Setting MegabytesPerDay = new("TENANT_MEGABYTES_PER_DAY", SettingGroup.Access, SettingForm.Whole(1, 1_048_576, "MiB"), "Request bodies that are accepted within 24 hours, of one business or one operator's key.")
    { Default = Text(new TrafficLimits().MegabytesPerDay) };

    // Outgoing
    public static readonly Setting CallLog = new("CALL_LOG_POSTGRES", SettingGroup.Outgoing, SettingForm.Secret() with { Type = "connection" }, "The PostgreSQL in which each ended call becomes a row (call-log.md): `postgres://user:password@host:5432/database`. `off`: none.") { IsSecret = true };
    public static readonly Setting Database = new("DATABASE_URL", SettingGroup.Outgoing, SettingForm.Secret() with { Type = "connection" }, "The same, read if `CALL_LOG_POSTGRES` is not set.") { IsSecret = true };
    public static readonly Setting OutgoingHosts = new("OUTGOING_ALLOW_PRIVATE", SettingGroup.Outgoing, SettingForm.Text("list"), "Where webhooks may go beyond the public internet (webhooks.md): `true`, or a comma list of hosts, addresses and networks.") { DefaultText = "nowhere" };

    // Cluster
    public static readonly Setting ClusterStore = new("CLUSTER_STORE", SettingGroup.Cluster, SettingForm.Choice("redis", "postgres"), "Where the cluster stores everything (cluster.md): in Redis or in PostgreSQL.") { Default = "redis" };
    public static readonly Setting PostgresUrl = new("POSTGRES_URL", SettingGroup.Cluster, SettingForm.Secret() with { Type = "connection" }, "With `CLUSTER_STORE=postgres`: `postgres://user:password@host:5432/database`; `?sslmode=verify-full` for TLS; several hosts with commas for failover. May be the database of the call log.") { IsSecret = true };
    public static readonly Setting RedisUrl = new("REDIS_URL", SettingGroup.Cluster, SettingForm.Secret() with { Type = "URL" }, "`redis://user:password@host:6379/0`; `rediss://` for TLS.") { IsSecret = true, DefaultText = "`REDIS_HOST`, `REDIS_PORT` and `REDIS_PASSWORD`" };
    public static readonly Setting RedisHost = new("REDIS_HOST", SettingGroup.Cluster, SettingForm.Text("host"), "The host of Redis, if `REDIS_URL` is not set.") { Default = "localhost" };
    public static readonly Setting RedisPort = new("REDIS_PORT", SettingGroup.Cluster, SettingForm.Whole(1, 65_535), "Its port.") { Default = "6379" };
    public static readonly Setting RedisPassword = new("REDIS_PASSWORD", SettingGroup.Cluster, SettingForm.Secret(), "Its password.") { IsSecret = true };
    public static readonly Setting ServiceId = new("CALLQUEUE_SERVICE_ID", SettingGroup.Cluster, SettingForm.Identifier, "The name under which everything is stored. Never change it.") { Default = "callqueue" };
    public static readonly Setting ClusterId = new("CALLQUEUE_CLUSTER_ID", SettingGroup.Cluster, SettingForm.Identifier, "The name under which the processes of the running cluster find each other.") { Default = "callqueue" };
    public static readonly Setting SiloName = new("SILO_NAME", SettingGroup.Cluster, SettingForm.Identifier, "The silo's name, for operators.") { DefaultText = "the host's name" };
    public static readonly Setting SiloAddress = new("SILO_ADDRESS", SettingGroup.Cluster, SettingForm.Address, "Where other processes reach this silo.") { Default = "127.0.0.1" };
    public static readonly Setting SiloPort = new("SILO_PORT", SettingGroup.Cluster, SettingForm.Whole(1, 65_535), "The port for other silos.") { Default = "11111" };
    public static readonly Setting SiloGatewayPort = new("SILO_GATEWAY_PORT", SettingGroup.Cluster, SettingForm.Whole(1, 65_535), "The port for gateways.") { Default = "30000" };

    public static readonly Setting Dashboard = new("CLUSTER_DASHBOARD", SettingGroup.Cluster, SettingForm.Choice("true", "false"), "Whether Orleans' dashboard is served at `/orleans`, for operators. It counts every request of every actor, which costs some percent of the processor. The same in all processes.")
    { Default = "true" };

    public static readonly Setting TlsCertificate = new("CLUSTER_TLS_CERTIFICATE", SettingGroup.Cluster, SettingForm.Text("file"), "The certificate of this process in PEM, followed by those between it and the authority. With it, silos and gateways talk to each other by TLS only, and each shows its certificate. Read again when the file changes.")
    { DefaultText = "none: not encrypted" };

    public static readonly Setting TlsKey = new("CLUSTER_TLS_KEY", SettingGroup.Cluster, SettingForm.Text("file"), "The private key of that certificate in PEM, not encrypted.");
    public static readonly Setting TlsAuthority = new("CLUSTER_TLS_AUTHORITY", SettingGroup.Cluster, SettingForm.Text("file"), "The certificates in PEM of the authorities that issue those of the cluster's processes. Whoever has a certificate of theirs is let in, whatever name is in it: use an authority for this cluster alone.");

    // Telemetry
    public static readonly Setting MetricsBusinesses = new("METRICS_BUSINESSES", SettingGroup.Telemetry, SettingForm.Whole(0, 1_000),
        "For how many businesses of a process the gauges of queues have a series each, with the id as attribute; the others share the series `other`. Ids are chosen by apps and can be personal, and each adds about ten series.")
    { Default = "0" };

    public static readonly Setting OtlpEndpoint = new("OTEL_EXPORTER_OTLP_ENDPOINT", SettingGroup.Telemetry, SettingForm.Text("URL"),
        "Where metrics and traces are sent by OTLP, such as `http://collector:4317`. The other `OTEL_*` variables are read as OpenTelemetry documents them, from the environment only.");

    // Logging
    public static readonly Setting LogLevel = new("LOG_LEVEL", SettingGroup.Logging, SettingForm.LogLevel, "Log lines below this level are not written. `--verbose` sets it to `debug`.") { DefaultText = "`information`; `warning` for commands that end by themselves" };
    public static readonly Setting LogFormat = new("LOG_FORMAT", SettingGroup.Logging, SettingForm.Choice("text", "json"), "Lines on standard error as text, or as one JSON object each. A file always gets JSON.") { DefaultText = "`text` on a terminal, else `json`" };
    public static readonly Setting LogFile = new("LOG_FILE", SettingGroup.Logging, SettingForm.Text("file"), "A file for log lines, in place of standard error, which then gets warnings only. Beyond 10 MB it is renamed to `*.1` and a new file begins.") { DefaultText = "`dial`: `callqueue.log` in the data folder; else none" };

    /// <summary>All settings in the order of the documentation.</summary>
    public static IReadOnlyList<Setting> All { get; } =
    [
        Config, Secrets, Data, Role, Host, Port, WebhookHost, WebhookPort, ProbeHost, ProbePort, PublicUrl, Server, Key, Shutdown, Carrier, Fallbacks, Rehearsal, AgentUrl, AgentSessionsPath, AgentSessionsReserved, NoAgentMessage, Events, Absence, TwilioSid, TwilioToken, TwilioNextToken, TwilioApiKey, TwilioApiSecret, TwilioMainSid, TwilioMainToken, TwilioNumber, TwilioBaseUrl, TwilioRegion, TwilioEdge,
        PlivoId, PlivoToken, PlivoNextToken, PlivoNumber, PlivoBaseUrl, SignalWireSpace, SignalWireProject, SignalWireToken, SignalWireKey, SignalWireNextKey, SignalWireNumber, SignalWireInline, SignalWireTimeLimit, CallKaroKey, CallKaroAgent, CallKaroBaseUrl, CallKaroSecret, CallKaroNextSecret, CallKaroGiveUp,
        CallKaroCallPath, CallKaroStatusPath, CallKaroKeyHeader, CallKaroSignatureHeader, CallKaroTimestampHeader, Channels, DialsPerSecond, FallbackChannels, FallbackDialsPerSecond, LookupsPerSecond, Profile, Slots, OtherSlots,
        Rate, Country, PriceTable, ListMegabytes, OperatorKey, NoKeys, DataKey, FormerDataKey, OpenIdIssuer, OpenIdClient, OpenIdSecret, OpenIdRole, OpenIdBusiness, InternalSecret, RequestsPerSecond, WebConsole, TrustedProxies, OpenRate, ConnectionsPerAddress, EventStreams, Uploads, KeptReplies, MegabytesPerDay,
        CallLog, Database, OutgoingHosts, ClusterStore, PostgresUrl, RedisUrl, RedisHost, RedisPort, RedisPassword, ServiceId, ClusterId,
        SiloName, SiloAddress, SiloPort, SiloGatewayPort, Dashboard, TlsCertificate, TlsKey, TlsAuthority, MetricsBusinesses, OtlpEndpoint, LogLevel, LogFormat, LogFile,
    ];

    private static readonly FrozenDictionary<string, Setting> ByName = All.ToFrozenDictionary(setting => setting.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>The setting of that name in upper or lower case; null: there is none.</summary>
    public static Setting? Find(string name) => ByName.GetValueOrDefault(name);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Seconds(TimeSpan time) => ((int)time.TotalSeconds).ToString(CultureInfo.InvariantCulture);
}
