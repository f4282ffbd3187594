using CallQueue.Businesses;
using CallQueue.Carriers;
using CallQueue.Carriers.Simulated;

namespace CallQueue.Configuration;

/// <summary>Every environment variable of the systems that this one replaces: it has its effect, or a start says what to do instead.</summary>
public sealed class EarlierSystemsTests
{
    private static readonly Dictionary<string, string> Plivo = new()
    {
        ["PLIVO_AUTH_ID"] = "MA000000000000000001", ["PLIVO_AUTH_TOKEN"] = "s3cret-token", ["PLIVO_NUMBER"] = "+15005550006", ["PUBLIC_URL"] = "https://d.example.com",
    };

    private static readonly Dictionary<string, string> CallKaro = new() { ["CALLKARO_API_KEY"] = "s3cret-key", ["CALLKARO_AGENT_ID"] = "agent1" };

    [Theory]
    [InlineData("REDIS_HOST", "redis.example.com", "redis.example.com:6379")]
    [InlineData("REDIS_PORT", "6380", "localhost:6380")]
    [InlineData("REDIS_PASSWORD", "s3cret", "localhost:6379 with a password")]
    [InlineData("REDIS_URL", "redis://redis:6379", "redis:6379")]
    [InlineData("REDIS_URL", "redis://localhost:6379", "localhost:6379")]
    [InlineData("CALL_WORKER_CONCURRENCY", "20", "20 slots")]
    [InlineData("QUEUE_CONCURRENCY", "5", "5 slots")]
    [InlineData("MAX_CONCURRENT_CALLS", "200", "200 channels")]
    [InlineData("RATE_LIMIT_PER_SECOND", "20", "20 dials in 1 s")]
    [InlineData("HOST", "0.0.0.0", "0.0.0.0:8000")]
    [InlineData("PORT", "3000", "127.0.0.1:3000")]
    [InlineData("PUBLIC_URL", "https://calls.example.com", "https://calls.example.com")]
    [InlineData("SERVICE_ROLE", "worker", "worker")]
    [InlineData("SERVICE_ROLE", "Scheduler", "scheduler")]
    [InlineData("SERVICE_ROLE", "API", "api")]
    [InlineData("SERVICE_ROLE", "calls", "calls")]
    [InlineData("SERVICE_ROLE", "all", "all")]
    [InlineData("AGENT_SERVER_URL", "http://localhost:8765", "http://localhost:8765")]
    [InlineData("TWILIO_ACCOUNT_SID", "AC00000000000000000000000000000001", "twilio")]
    [InlineData("PLIVO_AUTH_ID", "MA000000000000000001", "plivo")]
    [InlineData("CALLKARO_API_KEY", "key", "callkaro")]
    public void It_has_its_effect(string name, string value, string effect)
    {
        SettingValues settings = SomeSettings.Of((name, value));
        BusinessSettings business = QueueReader.NewBusiness(settings);
        string actual = name switch
        {
            "REDIS_HOST" or "REDIS_PORT" or "REDIS_URL" => RedisReader.Read(settings).EndPoints.Single() is System.Net.DnsEndPoint end ? $"{end.Host}:{end.Port}" : "",
            "REDIS_PASSWORD" => RedisReader.Read(settings) is { Password: "s3cret" } ? "localhost:6379 with a password" : "",
            "CALL_WORKER_CONCURRENCY" or "QUEUE_CONCURRENCY" => $"{business.Slots} slots",
            "MAX_CONCURRENT_CALLS" => $"{QueueReader.Trunk(settings, CarrierReader.Read(settings, new SimulatedOptions())).Channels} channels",
            "RATE_LIMIT_PER_SECOND" => $"{business.Rates.Single().Count} dials in {business.Rates.Single().Period.TotalSeconds} s",
            "HOST" => HttpReader.Read(settings).Listen(hasKeys: true).ToString(),
            "PORT" => HttpReader.Read(settings).Listen(hasKeys: false).ToString(),
            "PUBLIC_URL" => HttpReader.Read(settings).PublicUrl!,
            "SERVICE_ROLE" => settings.Word(SettingTable.Role)!,
            "AGENT_SERVER_URL" => settings.Text(SettingTable.AgentUrl)!,
            _ => CarrierReader.Name(settings),
        };
        actual.ShouldBe(effect);
        settings.Problems.ShouldBeEmpty();
    }

    [Fact]
    public void The_high_volume_example_is_applied_by_the_environment_alone() // [S3.15]
    {
        SettingValues settings = SomeSettings.Of(new Dictionary<string, string>(Plivo)
        {
            ["CALLQUEUE_PROFILE"] = "standalone", ["QUEUE_WORKERS"] = "20", ["MAX_CONCURRENT_CALLS"] = "200", ["RATE_LIMIT_PER_SECOND"] = "20", ["CARRIER_DIALS_PER_SECOND"] = "20",
        });
        BusinessSettings business = QueueReader.NewBusiness(settings);
        (business.Slots, business.Rates.Single().Count).ShouldBe((200, 20));
        QueueReader.Trunk(settings, CarrierReader.Read(settings, new SimulatedOptions())).ShouldBe(new Trunks.TrunkLimits(200, 20));
        UnusedSettings.Find(settings, SettingReaders.Serve).ShouldBeEmpty();
    }

    [Fact]
    public void Plivo_and_CallKaro_are_set_up_by_their_variables()
    {
        CarrierOptions.Plivo plivo = Read(Plivo).ShouldBeOfType<CarrierOptions.Plivo>();
        (plivo.Account.AuthId, plivo.Account.AuthToken, plivo.Account.Number.Value).ShouldBe((Plivo["PLIVO_AUTH_ID"], "s3cret-token", "+15005550006"));
        CarrierOptions.CallKaro callKaro = Read(new(CallKaro) { ["CALLKARO_BASE_URL"] = "https://api.callkaro.ai", ["CALLKARO_WEBHOOK_SECRET"] = "signs" }).ShouldBeOfType<CarrierOptions.CallKaro>();
        (callKaro.Agent.ApiKey, callKaro.Agent.AgentId, callKaro.Agent.BaseUrl, callKaro.Agent.WebhookSecret).ShouldBe(("s3cret-key", "agent1", "https://api.callkaro.ai", "signs"));

        static CarrierOptions Read(Dictionary<string, string> environment)
        {
            SettingValues settings = SomeSettings.Of(environment);
            CarrierOptions options = CarrierReader.Read(settings, new SimulatedOptions());
            settings.Problems.ShouldBeEmpty();
            return options;
        }
    }

    [Theory]
    [InlineData("QUEUE_WORKERS", "10", "MAX_CONCURRENT_CALLS limits the carrier account")]
    [InlineData("MAX_RETRIES", "2", "PATCH /api/businesses/{id}")]
    [InlineData("RETRY_DELAY_MS", "1800000", "PATCH /api/businesses/{id}")]
    [InlineData("RETRY_ON_STATUSES", "failed,no_answer,busy", "PATCH /api/businesses/{id}")]
    [InlineData("CRON_PATTERNS", "*/5 * * * *", "POST /api/schedules")]
    [InlineData("SUPABASE_URL", "https://x.supabase.co", "CALL_LOG_POSTGRES")]
    [InlineData("SUPABASE_SERVICE_ROLE_KEY", "s3cret", "CALL_LOG_POSTGRES")]
    public void Or_a_start_says_what_takes_its_place(string name, string value, string hint) => Warnings((name, value)).ShouldHaveSingleItem().ShouldContain(hint);

    [Theory]
    [InlineData("REDIS_HOST", "h")]
    [InlineData("REDIS_PORT", "6380")]
    [InlineData("REDIS_PASSWORD", "s3cret")]
    [InlineData("REDIS_URL", "redis://h")]
    [InlineData("SERVICE_ROLE", "worker")]
    public void What_only_a_cluster_reads_is_said_by_serve(string name, string value) => Warnings((name, value)).ShouldHaveSingleItem().ShouldContain("'serve' does not read it");

    [Theory]
    [InlineData("MAX_CONCURRENT_CALLS=200", "MAX_CONCURRENT_CALLS (environment variable MAX_CONCURRENT_CALLS) limits the carrier account to 200 live calls, but a business has 3 slots")]
    [InlineData("MAX_CONCURRENT_CALLS=200;CALLQUEUE_PROFILE=standalone", "")]
    [InlineData("MAX_CONCURRENT_CALLS=200;CALL_WORKER_CONCURRENCY=20", "")]
    [InlineData("MAX_CONCURRENT_CALLS=2", "")]
    [InlineData("CALL_WORKER_CONCURRENCY=200", "gives a business 200 slots, but MAX_CONCURRENT_CALLS allows 100")]
    [InlineData("QUEUE_CONCURRENCY=200;MAX_CONCURRENT_CALLS=150", "QUEUE_CONCURRENCY (environment variable QUEUE_CONCURRENCY) gives a business 200 slots")]
    [InlineData("CALL_WORKER_CONCURRENCY=20;QUEUE_CONCURRENCY=5", "QUEUE_CONCURRENCY (environment variable QUEUE_CONCURRENCY) has no effect: CALL_WORKER_CONCURRENCY is set")]
    [InlineData("CALL_LOG_POSTGRES=off;DATABASE_URL=postgres://u:s3cret@h/d", "DATABASE_URL (environment variable DATABASE_URL) has no effect")]
    [InlineData("CALL_CARRIER=simulated;PLIVO_AUTH_ID=MA000000000000000001", "PLIVO_AUTH_ID (environment variable PLIVO_AUTH_ID) has no effect: calls are placed by simulated")]
    [InlineData("PUBLIC_URL=https://d.example.com", "PUBLIC_URL (environment variable PUBLIC_URL) has no effect: the simulated carrier")]
    [InlineData("AGENT_SERVER_URL=wss://bot.example.com", "AGENT_SERVER_URL (environment variable AGENT_SERVER_URL) has no effect")]
    [InlineData("CALLKARO_WEBHOOK_SECRET=s3cret", "")]
    [InlineData("CALLKARO_WEBHOOK_SECRET_NEXT=s3cret", "CALLKARO_WEBHOOK_SECRET is not set")]
    [InlineData("RATE_LIMIT_PER_SECOND=20;plivo", "lets a business dial 20 times a second, but the carrier account takes 2 dials a second")]
    [InlineData("RATE_LIMIT_PER_SECOND=20;CARRIER_DIALS_PER_SECOND=20;plivo", "")]
    [InlineData("RATE_LIMIT_PER_SECOND=20;CARRIER_DIALS_PER_SECOND=0;plivo", "")]
    public void What_is_read_but_not_used_is_said(string variables, string expected)
    {
        Dictionary<string, string> environment = variables.EndsWith("plivo", StringComparison.Ordinal) ? new(Plivo) : [];
        foreach (string[] pair in variables.Split(';').Select(pair => pair.Split('=', 2)).Where(pair => pair.Length == 2)) environment[pair[0]] = pair[1];
        string[] warnings = Warnings([.. environment.Select(pair => (pair.Key, pair.Value))]);
        if (expected == "") warnings.ShouldBeEmpty();
        else warnings.ShouldHaveSingleItem().ShouldContain(expected);
        warnings.ShouldAllBe(warning => !warning.Contains("s3cret", StringComparison.Ordinal));
    }

    private static string[] Warnings(params (string Name, string Value)[] environment)
    {
        Dictionary<string, string> variables = environment.ToDictionary(variable => variable.Name, variable => variable.Value);
        variables["CALLQUEUE_DATA"] = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"));
        return [.. SettingWarnings.Find(variables, SomeSettings.Of(variables), SettingReaders.Serve)];
    }
}
