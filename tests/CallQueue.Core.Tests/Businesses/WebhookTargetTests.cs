namespace CallQueue.Businesses;

public sealed class WebhookTargetTests
{
    private const string Secret = "0123456789abcdef";

    [Theory]
    [InlineData("https://app.example/hooks?tenant=1", Secret, null)]
    [InlineData("http://app.example:8080", Secret, null)]
    [InlineData("", Secret, "webhook.url")]
    [InlineData("/hooks", Secret, "webhook.url")]
    [InlineData("ftp://app.example/", Secret, "webhook.url")]
    [InlineData("https://user:password@app.example/", Secret, "webhook.url")]
    [InlineData("https://app.example/", "0123456789abcde", "webhook.secret")]
    [InlineData("https://app.example/", null, "webhook.secret")]
    public void Its_first_problem_names_the_field(string url, string? secret, string? field) =>
        (new BusinessSettings { Webhook = new WebhookTarget(url, secret!) }.FindProblem()?.Field).ShouldBe(field);

    [Fact]
    public void URL_and_secret_have_a_longest_length()
    {
        string url = "https://app.example/" + new string('a', 2028);
        new BusinessSettings { Webhook = new WebhookTarget(url, new string('s', 256)) }.FindProblem().ShouldBeNull();
        new BusinessSettings { Webhook = new WebhookTarget(url + "a", Secret) }.FindProblem()!.Field.ShouldBe("webhook.url");
        new BusinessSettings { Webhook = new WebhookTarget(url, new string('s', 257)) }.FindProblem()!.Field.ShouldBe("webhook.secret");
    }
}
