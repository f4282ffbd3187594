using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using CallQueue.Carriers;
using CallQueue.Bundles;

namespace CallQueue.Gateway.Tests.EndToEnd;

/// <summary>The dial ledger over REST: bundles, their key, and erasing a person.</summary>
public sealed class EvidenceTests
{
    private const string Batch = """{"batch_id":"spring","consent":"form-run","calls":[{"phone_number":"+12025550101","message":"x","consent":"form-7"},{"phone_number":"+12025550102","message":"x"}]}""";

    [Fact]
    public async Task A_bundle_of_a_run_has_its_dials_with_the_consent_given_at_submit_and_verifies()
    {
        await using World world = await DialedAsync();
        byte[] bundle = await world.App.Client.GetByteArrayAsync("/api/evidence?run=spring");
        (await CheckAsync(bundle)).Problems.ShouldBeEmpty();
        JsonObject[] dials = [.. Rows(bundle).Where(row => (string?)row["kind"] == "dial")];
        dials.Select(row => ((string?)row["to"], (string?)row["consent"])).ShouldBe([("+12025550101", "form-7"), ("+12025550102", "form-run")], ignoreOrder: true);
        Rows(bundle).Where(row => (string?)row["kind"] == "end").Select(row => (string?)row["outcome"]).ShouldBe(["completed", "completed"]);

        byte[] ofNumber = await world.App.Client.GetByteArrayAsync("/api/evidence?number=%2B1-202-555-0102");
        (await CheckAsync(ofNumber)).Problems.ShouldBeEmpty();
        Rows(ofNumber).Length.ShouldBe(2);
    }

    [Fact]
    public async Task A_bundle_without_persons_verifies_too()
    {
        await using World world = await DialedAsync();
        string text = await world.App.Client.GetStringAsync("/api/evidence?persons=hidden");
        (await CheckAsync(Encoding.UTF8.GetBytes(text))).Problems.ShouldBeEmpty();
        text.ShouldNotContain("12025550101");
        text.ShouldNotContain("form-7");
        text.ShouldContain("\"personal\":\"hidden\"");
    }

    [Fact]
    public async Task The_public_key_is_the_one_that_signs_bundles()
    {
        await using World world = await DialedAsync();
        JsonObject shown = (await world.App.GetAsync("/api/evidence/key")).Body;
        using var key = ECDsa.Create();
        key.ImportFromPem((string)shown["public_key"]!);
        EvidenceVerdict verdict = await CheckAsync(await world.App.Client.GetByteArrayAsync("/api/evidence"), key.ExportSubjectPublicKeyInfo());
        verdict.Problems.ShouldBeEmpty();
        verdict.KeyFingerprint.ShouldBe((string)shown["fingerprint"]!);
    }

    [Theory]
    [InlineData("persons=some", "persons")]
    [InlineData("run=a%2Fb", "run")]
    [InlineData("number=12", "number")]
    public async Task A_wrong_query_names_its_field(string query, string field)
    {
        await using World world = await World.StartAsync();
        (HttpStatusCode status, JsonObject body) = await world.App.GetAsync($"/api/evidence?{query}");
        status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        ((string)body["errors"]![0]!["field"]!).ShouldBe(field);
    }

    [Fact]
    public async Task Another_business_has_its_own_ledger()
    {
        await using World world = await DialedAsync();
        byte[] bundle = await world.App.Client.GetByteArrayAsync("/api/evidence?business_id=other");
        Rows(bundle).ShouldBeEmpty();
        (await CheckAsync(bundle)).Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_erased_person_is_gone_from_calls_results_and_evidence_and_the_ledger_still_verifies()
    {
        await using World world = await DialedAsync();
        (HttpStatusCode status, JsonObject receipt) = await world.App.PostAsync("/api/erase", """{"phone_number":"+1 202 555 0101"}""");
        status.ShouldBe(HttpStatusCode.OK);
        ((string)receipt["number_ending"]!).ShouldBe("+*******0101");
        ((long)receipt["erased"]!["call_records"]!, (long)receipt["erased"]!["run_results"]!, (long)receipt["erased"]!["ledger_keys"]!, (long)receipt["erased"]!["recent_dials"]!).ShouldBe((1, 1, 1, 1));
        IsSigned(receipt).ShouldBeTrue();

        // How the call ended is still known from its run, and of whom it was nothing.
        (await world.App.GetAsync("/api/calls/spring-0")).Body.ToJsonString().ShouldNotContain("0101");
        string results = await world.App.Client.GetStringAsync("/api/runs/spring/results");
        results.ShouldNotContain("0101");
        results.ShouldContain("0102");
        byte[] bundle = await world.App.Client.GetByteArrayAsync("/api/evidence?run=spring");
        (await CheckAsync(bundle)).Problems.ShouldBeEmpty();
        Rows(bundle).Length.ShouldBe(4);
        Rows(bundle).Count(row => (string?)row["personal"] == "erased").ShouldBe(2);
        Encoding.UTF8.GetString(bundle).ShouldNotContain("12025550101");
        Rows(await world.App.Client.GetByteArrayAsync("/api/evidence?number=12025550101")).ShouldBeEmpty();
    }

    [Fact]
    public async Task While_a_call_to_the_number_is_live_nothing_is_erased()
    {
        await using World world = await World.StartAsync();
        await world.App.PostAsync("/api/calls/queue", """{"phone_number":"+12025550101","custom_call_id":"ann","message":"x"}""");
        DialRequest dial = await world.Carrier.NextDialAsync();
        (HttpStatusCode status, JsonObject problem) = await world.App.PostAsync("/api/erase", """{"phone_number":"+12025550101"}""");
        (status, (string)problem["type"]!).ShouldBe((HttpStatusCode.Conflict, "/problems/wrong-state"));
        await world.CallBackAsync("status", dial, "CallSid=CA12025550101&CallStatus=completed");
        (await world.App.PostAsync("/api/erase", """{"phone_number":"+12025550101"}""")).Status.ShouldBe(HttpStatusCode.OK);
        (await world.App.GetAsync("/api/calls/ann")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Who_took_a_bundle_and_who_erased_a_person_is_in_the_audit_log_without_the_number()
    {
        await using World world = await DialedAsync();
        await world.App.Client.GetByteArrayAsync("/api/evidence?number=12025550101&persons=hidden");
        (await world.App.PostAsync("/api/erase", """{"phone_number":"+12025550101"}""")).Status.ShouldBe(HttpStatusCode.OK);
        JsonObject log = (await world.App.GetAsync("/api/audit")).Body;
        JsonNode[] newest = [.. log["entries"]!.AsArray().Take(2).Select(entry => entry!)];
        newest.Select(entry => ((string)entry["action"]!, (string)entry["target"]!)).ShouldBe([("person.erased", "+*******0101"), ("evidence.exported", "+*******0101")]);
        newest[1]["after"]!.ToJsonString().ShouldBe("""{"persons":"hidden"}""");
        log.ToJsonString().ShouldNotContain("12025550101");
    }

    /// <summary>Two calls of a run that have ended.</summary>
    private static async Task<World> DialedAsync()
    {
        World world = await World.StartAsync();
        await world.App.PostAsync("/api/calls/bulk-queue", Batch);
        for (int i = 0; i < 2; i++)
        {
            DialRequest dial = await world.Carrier.NextDialAsync();
            await world.CallBackAsync("status", dial, $"CallSid=CA{dial.To.Digits}&CallStatus=completed");
        }

        await world.RunIsAsync("spring", run => run.Counts.Completed == 2);
        return world;
    }

    private static bool IsSigned(JsonObject receipt)
    {
        byte[] signature = Convert.FromBase64String((string)receipt["signature"]!);
        var unsigned = (JsonObject)receipt.DeepClone();
        unsigned.Remove("signature");
        using var key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(Convert.FromBase64String((string)receipt["public_key"]!), out _);
        string text = unsigned.ToJsonString(new System.Text.Json.JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        return key.VerifyData(Encoding.UTF8.GetBytes(text), signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
    }

    private static Task<EvidenceVerdict> CheckAsync(byte[] bundle, byte[]? key = null) => BundleCheck.RunAsync(new MemoryStream(bundle), key, CancellationToken.None);

    private static JsonObject[] Rows(byte[] bundle) =>
        [.. Encoding.UTF8.GetString(bundle).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => (JsonObject)JsonNode.Parse(line)!).Where(line => line.ContainsKey("row"))];
}
