using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace CallQueue.Gateway.Tests.Requests;

/// <summary>Do-not-call uploads and rosters read CSV by the rules of every list (issue 12).</summary>
public sealed class ListBodyTests
{
    private const string DoNotCall = "/api/do-not-call";
    private const string Roster = "/api/roster/contacts";

    public static TheoryData<string, string> Doors => new()
    {
        { DoNotCall, "phone_number,reason\n+12025550101,\"Ann\n+12025550102,Bo\n+12025550103,\"Cy\n+12025550104,Di\n" },
        { DoNotCall, "phone_number,reason\n+12025550101,\"Ann\n+12025550102,Bo\"\n+12025550103,Cy\n" },
        { DoNotCall, "phone_number,reason\n+12025550101,Ann\n+12025550102,\"Bo" },
        { Roster, "id,phone,name\na,+12025550101,\"Ann\nb,+12025550102,Bo\nc,+12025550103,\"Cy\n" },
        { Roster, "id,phone,name\na,+12025550101,\"Ann\nb,+12025550102,Bo\"\nc,+12025550103,Cy\n" },
        { Roster, "id,phone,name\na,+12025550101,Ann\nb,+12025550102,\"Bo" },
    };

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task A_quoting_fault_names_its_line_and_nothing_is_taken(string path, string csv)
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        (HttpStatusCode status, JsonObject body) = await PostAsync(app, path, Encoding.UTF8.GetBytes(csv));
        status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        body["errors"]!.AsArray().ShouldContain(error => ((string)error!["problem"]!).StartsWith("line ", StringComparison.Ordinal));
        ((long)(await app.GetAsync(path)).Body["total"]!).ShouldBe(0);
    }

    public static TheoryData<string, byte[], string> Bytes => new()
    {
        { DoNotCall, [.. "phone_number,reason\n+12025550101,Jos"u8, 0xE9, .. "\n"u8], "line 2: is not UTF-8 text (byte 17 of the line is E9, é in Windows-1252); save the file as UTF-8, which spreadsheets call CSV UTF-8" },
        { DoNotCall, [.. "phone_number,reason\n+12025550101,Jos"u8, 0xC3], "line 2: ends in the middle of a character; the file may have been cut off" },
        { DoNotCall, [.. "phone_number,reason\n+12025550101,A"u8, 0, .. "\n"u8], "line 2: is not a text file; save the file as UTF-8" },
        { DoNotCall, [.. "PK\u0003\u0004xxxxxxxx"u8], "the file is a workbook or an archive, not text; save the sheet as CSV UTF-8" },
        { Roster, [.. "id,phone,name\na,+12025550101,Jos"u8, 0xE9, .. "\n"u8], "line 2: is not UTF-8 text (byte 19 of the line is E9, é in Windows-1252); save the file as UTF-8, which spreadsheets call CSV UTF-8" },
    };

    [Theory]
    [MemberData(nameof(Bytes))]
    public async Task Bytes_that_are_not_text_are_named_with_their_line(string path, byte[] csv, string problem)
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        (HttpStatusCode status, JsonObject body) = await PostAsync(app, path, csv);
        status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        body["errors"]!.AsArray().Select(error => (string?)error!["problem"]).ShouldContain(problem);
    }

    [Theory]
    [InlineData(DoNotCall, "phone_number,reason\n+12025550101\n+12025550102,\n+12025550103,moved\n", 3)]
    [InlineData(DoNotCall, "sep=;\nphone_number;reason\n+12025550101;\"a\nb\"\n", 1)]
    [InlineData(DoNotCall, ",phone_number,x,x\n0,+12025550101,1,2\n", 1)]
    // Who must not be called must not be called at the office either.
    [InlineData(DoNotCall, "First Name,Phone,Mobile\nAnn,+12025550101,+12025550102\nBo,,+12025550103\n", 3)]
    [InlineData(DoNotCall, "First Name,Phone 1 - Value\nAnn,+12025550101 ::: +12025550102\n", 2)]
    [InlineData(Roster, "id,phone,name\na,+12025550101\nb,+12025550102,Bo,\n", 2)]
    [InlineData(Roster, "sep=;\nid;phone;name\na;+12025550101;\"Ann, the boss\"\n", 1)]
    [InlineData(Roster, "id,Phone,Mobile,First Name\na,,+12025550101,Ann\n", 1)]
    public async Task Lists_as_people_have_them_are_taken(string path, string csv, int taken)
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        (HttpStatusCode status, JsonObject body) = await PostAsync(app, path, Encoding.UTF8.GetBytes(csv));
        status.ShouldBe(HttpStatusCode.OK, body.ToJsonString());
        ((long)(await app.GetAsync(path)).Body["total"]!).ShouldBe(taken);
    }

    [Fact]
    public async Task UTF16_with_its_mark_is_read()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        byte[] csv = [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("phone_number\treason\n+12025550101\tJosé\n")];
        (await PostAsync(app, DoNotCall, csv)).Status.ShouldBe(HttpStatusCode.OK);
        ((string)(await app.GetAsync($"{DoNotCall}/+12025550101")).Body["reason"]!).ShouldBe("José");
    }

    private static async Task<(HttpStatusCode Status, JsonObject Body)> PostAsync(GatewayApplication app, string path, byte[] csv)
    {
        using var content = new ByteArrayContent(csv);
        content.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        using HttpResponseMessage answer = await app.Client.PostAsync(new Uri(path, UriKind.Relative), content);
        return (answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync())!.AsObject());
    }
}
