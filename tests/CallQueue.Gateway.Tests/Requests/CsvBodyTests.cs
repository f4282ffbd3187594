using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace CallQueue.Gateway.Tests.Requests;

public sealed class CsvBodyTests
{
    [Theory]
    [InlineData("/api/do-not-call", "phone_number,reason\n+12025550101,caf\u00e9\n", "phone_numbers", "/api/do-not-call", "total")]
    [InlineData("/api/roster/contacts", "id,phone,name\nc1,+12025550101,Ren\u00e9\n", "contacts", "/api/roster", "contacts")]
    public async Task Bytes_that_are_no_UTF_8_are_named_and_nothing_is_taken(string path, string csv, string field, string list, string count)
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        using var content = new ByteArrayContent(Encoding.Latin1.GetBytes(csv));
        content.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        using HttpResponseMessage answer = await app.Client.PostAsync(path, content);
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        string detail = (string)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["detail"]!;
        detail.ShouldStartWith($"{field} line 2: is not UTF-8 text (byte ");
        detail.ShouldEndWith(" of the line is E9, é in Windows-1252); save the file as UTF-8, which spreadsheets call CSV UTF-8");
        ((int)(await app.GetAsync(list)).Body[count]!).ShouldBe(0);
    }
}
