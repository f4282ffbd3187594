namespace CallQueue.Configuration;

public sealed class OutgoingSettingsTests
{
    private static readonly string[] Secrets = ["s3cret", "hunter2"];

    [Theory]
    [InlineData("mysql://u:s3cret@h/d")]
    [InlineData("postgres://")]
    [InlineData("postgres://u:s3cret@h/d?sslmode=hunter2")]
    [InlineData("Host=h;Passwort=s3cret")]
    [InlineData("s3cret")]
    [InlineData("Password=s3cret")]
    public void What_cannot_be_read_is_refused_by_the_variables_name_and_without_its_value(string text)
    {
        SettingValues settings = SomeSettings.Of(("DATABASE_URL", text));
        OutgoingReader.CallLog(settings).ShouldBeNull();
        string problem = settings.Problems.ShouldHaveSingleItem().Sentence;
        problem.ShouldStartWith("DATABASE_URL must look like");
        Secrets.ShouldAllBe(secret => !problem.Contains(secret));
    }

    [Fact]
    public void Its_own_variable_wins_off_means_none_and_nothing_means_none()
    {
        static bool Has(string? own, string? shared)
        {
            Dictionary<string, string> environment = [];
            if (own is not null) environment["CALL_LOG_POSTGRES"] = own;
            if (shared is not null) environment["DATABASE_URL"] = shared;
            SettingValues settings = SomeSettings.Of(environment);
            bool has = OutgoingReader.CallLog(settings) is not null;
            settings.Problems.ShouldBeEmpty();
            return has;
        }

        Has("postgres://own/d", "not a connection").ShouldBeTrue();
        Has(null, "postgres://shared/d").ShouldBeTrue();
        Has("", "postgres://shared/d").ShouldBeTrue();
        Has("off", "postgres://shared/d").ShouldBeFalse();
        Has(null, " ").ShouldBeFalse();
    }

    [Fact]
    public void A_list_of_hosts_that_cannot_be_read_is_named()
    {
        SettingValues settings = SomeSettings.Of(("OUTGOING_ALLOW_PRIVATE", "10.0.0.0/33"));
        OutgoingReader.Policy(settings).FindUrlProblem("http://10.0.0.1/").ShouldNotBeNull();
        settings.Problems.ShouldHaveSingleItem().Sentence.ShouldStartWith("OUTGOING_ALLOW_PRIVATE must be true, false");
    }

    [Theory]
    [InlineData("CALLQUEUE_OPERATOR_KEY", "kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk", "at least 32 characters")]
    [InlineData("INTERNAL_SECRET", "short", "at least 32 characters")]
    [InlineData("API_RATE_LIMIT_PER_SECOND", "0", "from 1 to 1000000")]
    [InlineData("API_RATE_LIMIT_PER_SECOND", "many", "from 1 to 1000000")]
    [InlineData("PUBLIC_URL", "https://d.example.com?x=1", "without query")]
    public void Access_settings_are_checked_and_secrets_are_not_repeated(string name, string value, string rule)
    {
        SettingValues settings = SomeSettings.Of((name, value));
        HttpReader.Read(settings);
        string problem = settings.Problems.ShouldHaveSingleItem().Sentence;
        problem.ShouldStartWith(name);
        problem.ShouldContain(rule);
        if (SettingTable.Find(name)!.IsSecret) problem.ShouldNotContain(value);
    }
}
