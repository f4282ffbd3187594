namespace CallQueue.Configuration;

public sealed class UnreadVariablesTests
{
    [Theory]
    [InlineData("TWILIO_ACOUNT_SID", "did you mean TWILIO_ACCOUNT_SID?")]
    [InlineData("TWILIO_AUTH_TOKNE", "did you mean TWILIO_AUTH_TOKEN?")]
    [InlineData("PUBLIC_URI", "did you mean PUBLIC_URL?")]
    [InlineData("CALLQUEUE_DATA_DIR", "did you mean CALLQUEUE_DATA?")]
    [InlineData("CALLQUEUE_SOMETHING_ELSE", "callqueue config lists all settings")]
    [InlineData("MAX_CONCURENT_CALLS", "did you mean MAX_CONCURRENT_CALLS?")]
    [InlineData("QUEUE_WORKERS", "MAX_CONCURRENT_CALLS limits the carrier account")]
    [InlineData("RETRY_DELAY_MS", "retries belong to a business")]
    [InlineData("SUPABASE_SERVICE_ROLE_KEY", "CALL_LOG_POSTGRES takes")]
    public void A_variable_that_looks_like_ours_and_is_not_read_is_named_with_what_was_probably_meant(string name, string hint)
    {
        string warning = Find((name, "s3cret")).ShouldHaveSingleItem();
        warning.ShouldContain(name);
        warning.ShouldContain(hint);
        warning.ShouldNotContain("s3cret");
    }

    [Theory]
    [InlineData("HOME")]
    [InlineData("PATH")]
    [InlineData("HOSTNAME")]
    [InlineData("LOGNAME")]
    [InlineData("SHELL")]
    [InlineData("DATABASE_PASSWORD")]
    [InlineData("KUBERNETES_SERVICE_HOST")]
    [InlineData("DOTNET_ROOT")]
    [InlineData("ASPNETCORE_HTTP_PORTS")]
    [InlineData("TWILIO_AUTH_TOKEN_FILE")]
    public void What_belongs_to_others_is_left_alone(string name) => Find((name, "x")).ShouldBeEmpty();

    [Fact]
    public void What_Kubernetes_says_about_a_service_of_our_name_is_left_alone()
    {
        (string, string)[] links = [("KUBERNETES_SERVICE_HOST", "10.0.0.1"), ("CALLQUEUE_SERVICE_HOST", "10.0.0.2"), ("CALLQUEUE_PORT_8000_TCP_ADDR", "10.0.0.2")];
        Find(links).ShouldBeEmpty();
    }

    [Fact]
    public void A_setting_that_the_command_does_not_read_is_named_with_its_origin()
    {
        Find(("REDIS_URL", "redis://:s3cret@h")).ShouldBe(["REDIS_URL is set (environment variable REDIS_URL) but 'serve' does not read it."]);
        Find(SettingReaders.Silo, ("REDIS_URL", "redis://:s3cret@h")).ShouldBeEmpty();
        Find(("PORT", "9000"), ("TWILIO_AUTH_TOKEN", "x"), ("LOG_LEVEL", "debug")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("", "abc", 3)]
    [InlineData("SAME", "SAME", 0)]
    [InlineData("AB", "BA", 1)]
    [InlineData("PORT", "PROT", 1)]
    [InlineData("TOKEN", "TOKNES", 2)]
    public void Names_differ_by_letters_added_left_out_replaced_or_swapped(string a, string b, int distance)
    {
        EditDistance.Between(a, b).ShouldBe(distance);
        EditDistance.Between(b, a).ShouldBe(distance);
    }

    private static string[] Find(params (string Name, string Value)[] environment) => Find(SettingReaders.Serve, environment);

    private static string[] Find(SettingReaders reader, params (string Name, string Value)[] environment)
    {
        Dictionary<string, string> variables = environment.ToDictionary(variable => variable.Name, variable => variable.Value);
        variables["CALLQUEUE_DATA"] = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"));
        return [.. UnreadVariables.Find(variables, SettingSources.Read(variables, new Dictionary<Setting, SettingValue>(), null), reader, "serve")];
    }
}
