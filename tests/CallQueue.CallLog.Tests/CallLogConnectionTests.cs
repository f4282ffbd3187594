using CallQueue.CallLog;
using Npgsql;

namespace CallQueue;

public sealed class CallLogConnectionTests
{
    [Fact]
    public void A_URL_is_read_in_all_its_parts()
    {
        NpgsqlConnectionStringBuilder parts = Parts("postgresql://app:p%40ss%2Fw%3Ard%20%251@db.example:6543/my%20calls?sslmode=verify-full&application_name=crm&connect_timeout=9&pgbouncer=true");
        (parts.Host, parts.Port, parts.Username, parts.Password, parts.Database).ShouldBe(("db.example", 6543, "app", "p@ss/w:rd %1", "my calls"));
        (parts.SslMode, parts.ApplicationName, parts.Timeout).ShouldBe((SslMode.VerifyFull, "crm", 9));
    }

    [Theory]
    [InlineData("postgres://h/d", SslMode.Prefer)]
    [InlineData("postgres://h/d?sslmode=disable", SslMode.Disable)]
    [InlineData("postgres://h/d?sslmode=require", SslMode.Require)]
    [InlineData("postgres://h/d?sslmode=verify-ca", SslMode.VerifyCA)]
    [InlineData("postgres://u:p@db.abc.supabase.co:5432/postgres", SslMode.Require)]
    [InlineData("postgres://u:p@aws-0-eu.pooler.supabase.com:6543/postgres", SslMode.Require)]
    [InlineData("postgres://u:p@db.abc.supabase.co/postgres?sslmode=verify-full", SslMode.VerifyFull)]
    [InlineData("Host=h;Database=d;SSL Mode=Require", SslMode.Require)]
    public void Encryption_is_as_asked_and_Supabase_asks_for_it(string text, SslMode mode) => Parts(text).SslMode.ShouldBe(mode);

    [Theory]
    [InlineData("postgres://app:x@h:5433/d")]
    [InlineData("postgresql+psycopg://app:x@h:5433/d")]
    [InlineData("Host=h;Port=5433;Username=app;Password=x;Database=d")]
    [InlineData("server=h;port=5433;user id=app;password=x;database=d")]
    public void Both_forms_say_the_same(string text)
    {
        NpgsqlConnectionStringBuilder parts = Parts(text);
        (parts.Host, parts.Port, parts.Username, parts.Password, parts.Database, parts.ApplicationName).ShouldBe(("h", 5433, "app", "x", "d", "callqueue"));
    }

    [Theory]
    [InlineData("mysql://u:s3cret@h/d")]
    [InlineData("postgres://")]
    [InlineData("postgres://u:s3cret@h/d?sslmode=hunter2")]
    [InlineData("Host=h;Passwort=s3cret")]
    [InlineData("s3cret")]
    [InlineData("Password=s3cret")]
    public void What_cannot_be_read_is_refused(string text) => CallLogConnection.Parse(text).ShouldBeNull();

    [Fact]
    public void It_prints_nothing_of_itself() => CallLogConnection.Parse("postgres://u:s3cret@h/d")!.ToString()!.ShouldNotContain("s3cret");

    private static NpgsqlConnectionStringBuilder Parts(string text) => new(CallLogConnection.Parse(text)!.Text);
}
