using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using CallQueue.Access;
using CallQueue.Gateway.Tests.Access;

namespace CallQueue.Gateway.Tests.Guards;

public sealed class DoNotCallTests
{
    private const string Path = "/api/do-not-call";
    private const string Admin = "/api/admin/do-not-call";

    [Theory]
    [InlineData(Path)]
    [InlineData(Admin)]
    public async Task A_number_is_added_found_listed_and_taken_off(string path)
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        (HttpStatusCode status, JsonObject added) = await app.PostAsync(path, """{"phone_number":"+1 202 555 0171","reason":"complaint"}""");
        (status, added.ToJsonString()).ShouldBe((HttpStatusCode.OK, """{"received":1,"added":1}"""));
        (await app.PostAsync(path, """{"phone_number":"+12025550171","reason":"other"}""")).Body.ToJsonString().ShouldBe("""{"received":1,"added":0}""");

        string when = Fakes.Some.Now.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);
        string one = $$"""{"phone_number":"+12025550171","reason":"complaint","added_at":"{{when}}"}""";
        (await app.GetAsync($"{path}/%2B12025550171")).Body.ToJsonString(Json.Readable).ShouldBe(one);
        (await app.GetAsync($"{path}/12025550171")).Body.ToJsonString(Json.Readable).ShouldBe(one);
        (await app.GetAsync(path)).Body.ToJsonString(Json.Readable).ShouldBe($$"""{"numbers":[{{one}}],"total":1,"next":null}""");

        (await app.SendAsync(HttpMethod.Delete, $"{path}/+12025550171?reason=consent%20again", "")).Body.ToJsonString().ShouldBe("""{"received":1,"removed":1}""");
        (await app.SendAsync(HttpMethod.Delete, $"{path}/+12025550171?reason=consent%20again", "")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await app.GetAsync($"{path}/+12025550171/removals")).Body.ToJsonString(Json.Readable).ShouldBe(
            $$"""{"phone_number":"+12025550171","removals":[{"reason":"consent again","removed_by":"local","removed_at":"{{when}}","listed_reason":"complaint","listed_at":"{{when}}"}]}""");
        (await app.GetAsync($"{path}/+12025550172/removals")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await app.GetAsync($"{path}/+12025550171")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await app.GetAsync($"{path}/12")).Status.ShouldBe(HttpStatusCode.NotFound);
        app.Log.Text.ShouldNotContain("12025550171");
    }

    [Fact]
    public async Task Many_come_as_a_list_or_as_csv_and_are_listed_page_by_page_once_each()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        string list = string.Join(',', Enumerable.Range(0, 120).Select(i => i % 2 == 0 ? $"\"+1202555{i:D4}\"" : $$"""{"phone_number":"+1202555{{i:D4}}","reason":"own {{i}}"}"""));
        (await app.PostAsync(Path, $$"""{"phone_numbers":[{{list}}],"reason":"bought"}""")).Body.ToJsonString().ShouldBe("""{"received":120,"added":120}""");
        string csv = "Phone Number;Reason\n" + string.Concat(Enumerable.Range(100, 150).Select(i => $"\"+1 202 555 {i:D4}\";{(i % 2 == 0 ? "csv" : "")}\r\n"));
        (await CsvAsync(app, Path, csv)).Body.ToJsonString().ShouldBe("""{"received":150,"added":130}""");

        Dictionary<string, string?> listed = [];
        for (string? next = $"{Path}?limit=37"; next is not null;)
        {
            JsonObject page = (await app.GetAsync(next)).Body;
            ((long)page["total"]!).ShouldBe(250);
            foreach (JsonNode? number in page["numbers"]!.AsArray()) listed.Add((string)number!["phone_number"]!, (string?)number["reason"]);
            next = (string?)page["next"];
        }

        listed.Count.ShouldBe(250);
        (listed["+12025550000"], listed["+12025550001"], listed["+12025550120"], listed["+12025550121"]).ShouldBe(("bought", "own 1", "csv", null));
        (await app.SendAsync(HttpMethod.Delete, Path, $$"""{"phone_numbers":[{{list}}],"reason":"bought by mistake"}""")).Body.ToJsonString().ShouldBe("""{"received":120,"removed":120}""");
    }

    [Theory]
    [InlineData("""{}""", "phone_number", null)]
    [InlineData("""{"phone_number":"202"}""", "phone_number", null)]
    [InlineData("""{"phone_numbers":[]}""", "phone_number", null)]
    [InlineData("""{"phone_numbers":"+12025550101"}""", "phone_numbers", null)]
    [InlineData("""{"phone_numbers":["+12025550101","x","+12025550102"]}""", "phone_number", 1)]
    [InlineData("""{"phone_numbers":["+12025550101",{"phone":"+12025550102"}]}""", "phone", 1)]
    [InlineData("""{"phone_numbers":["+12025550101"],"phone_number":"+12025550102"}""", "phone_number", null)]
    [InlineData("""{"phone_number":"+12025550101","reason":"01234567890123456789012345678901234567890123456789012345678901234"}""", "reason", null)]
    [InlineData("""{"phone_number":"+12025550101","raeson":"x"}""", "raeson", null)]
    public async Task A_wrong_upload_names_field_and_index_and_nothing_of_it_is_taken(string json, string field, int? index)
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        (HttpStatusCode status, JsonObject body) = await app.PostAsync(Path, json);
        status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        body["errors"]!.AsArray().Select(error => ((string)error!["field"]!, (int?)error["index"])).ShouldContain((field, index));
        ((long)(await app.GetAsync(Path)).Body["total"]!).ShouldBe(0);
    }

    [Theory]
    [InlineData("reason\nx\n", null)]
    [InlineData("", null)]
    [InlineData("phone_number\n+12025550101\n202\n", 1)]
    [InlineData("phone_number,reason\n+12025550101,a\n+12025550102,b,c\n", 1)]
    public async Task A_wrong_csv_is_refused_whole(string csv, int? index)
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        (HttpStatusCode status, JsonObject body) = await CsvAsync(app, Path, csv);
        status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        body["errors"]!.AsArray().Select(error => (int?)error!["index"]).ShouldContain(index);
        ((long)(await app.GetAsync(Path)).Body["total"]!).ShouldBe(0);
    }

    [Fact]
    public async Task An_opt_out_is_on_the_list_of_its_business_and_orders_back_what_may_not_have_been_dialed()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        (await app.PostAsync("/api/opt-out", """{"phone_number":"+12025550173","business_id":"acme"}""")).Body.ToJsonString().ShouldBe("""{"received":1,"added":1}""");
        ((string)(await app.GetAsync($"{Path}/+12025550173?business_id=acme")).Body["reason"]!).ShouldBe("opt_out");
        (await app.GetAsync($"{Path}/+12025550173")).Status.ShouldBe(HttpStatusCode.NotFound);
        app.Actors.Business("acme").Orders.ShouldHaveSingleItem().ShouldBe(new[] { PhoneNumber.Parse("+12025550173") });
        (await app.PostAsync("/api/opt-out", """{"phone_number":"173"}""")).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Theory]
    [InlineData(Path)]
    [InlineData(Admin)]
    public async Task Nothing_is_removed_without_a_reason(string path)
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        await app.PostAsync(path, """{"phone_numbers":["+12025550171","+12025550172"],"reason":"complaint"}""");
        foreach ((string to, string body) in new[] { ($"{path}/+12025550171", ""), ($"{path}/+12025550171?reason=%20", ""), (path, """{"phone_number":"+12025550171"}"""), (path, """{"phone_numbers":[{"phone_number":"+12025550171","reason":"its own"}]}"""), ($"{path}/+12025550171?reason={new string('x', 201)}", "") })
        {
            (HttpStatusCode status, JsonObject refused) = await app.SendAsync(HttpMethod.Delete, to, body);
            (status, (string)refused["errors"]![0]!["field"]!).ShouldBe((HttpStatusCode.UnprocessableEntity, "reason"), to + body);
        }

        ((long)(await app.GetAsync(path)).Body["total"]!).ShouldBe(2);
        (await app.SendAsync(HttpMethod.Delete, $"{path}?reason=mistake", """{"phone_numbers":["+12025550171"]}""")).Body.ToJsonString().ShouldBe("""{"received":1,"removed":1}""");
    }

    [Fact]
    public async Task Adding_again_or_uploading_another_list_removes_nobody()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        await app.PostAsync(Path, """{"phone_number":"+12025550171","reason":"opt_out"}""");
        await app.PostAsync(Path, """{"phone_numbers":["+12025550172"],"reason":"bought"}""");
        await CsvAsync(app, Path, "phone_number,reason\n+12025550171,\n");
        ((string)(await app.GetAsync($"{Path}/+12025550171")).Body["reason"]!).ShouldBe("opt_out");
        ((long)(await app.GetAsync(Path)).Body["total"]!).ShouldBe(2);
    }

    [Fact]
    public async Task A_business_adds_opt_outs_and_only_an_operator_removes_them()
    {
        await using Door door = await Door.OpenAsync();
        (string key, string id) = await door.KeyAsync("acme");
        using HttpResponseMessage added = await door.PostAsync(Path, JsonNode.Parse("""{"phone_number":"+12025550101"}""")!, ("X-Api-Key", key));
        added.StatusCode.ShouldBe(HttpStatusCode.OK);
        using HttpResponseMessage refused = await door.SendAsync(HttpMethod.Delete, $"{Path}/+12025550101?reason=x", null, ("X-Api-Key", key));
        refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        using HttpResponseMessage bulk = await door.SendAsync(HttpMethod.Delete, Path, JsonNode.Parse("""{"phone_number":"+12025550101","reason":"x"}"""), ("X-Api-Key", key));
        bulk.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        using HttpResponseMessage removed = await door.SendAsync(HttpMethod.Delete, $"{Path}/+12025550101?reason=x&business_id=acme", null, ("X-Api-Key", Door.OperatorKey));
        removed.StatusCode.ShouldBe(HttpStatusCode.OK);
        using HttpResponseMessage trace = await door.GetAsync($"{Path}/+12025550101/removals", ("X-Api-Key", key));
        ((string)JsonNode.Parse(await trace.Content.ReadAsStringAsync())!["removals"]![0]!["removed_by"]!).ShouldBe("operator", id);
    }

    [Fact]
    public async Task Everybodys_list_is_for_operators_and_names_no_business()
    {
        await using Door door = await Door.OpenAsync();
        (string key, _) = await door.KeyAsync("acme");
        using HttpResponseMessage refused = await door.PostAsync(Admin, JsonNode.Parse("""{"phone_number":"+12025550101"}""")!, ("X-Api-Key", key));
        refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        using HttpResponseMessage named = await door.PostAsync(Admin, JsonNode.Parse("""{"phone_number":"+12025550101","business_id":"acme"}""")!, ("X-Api-Key", Door.OperatorKey));
        named.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task The_columns_of_an_upload_are_chosen_in_the_query_and_a_problem_names_the_line()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        const string Csv = "Kunde;Handy;Telefon;Grund\nAnn;+12025550101;+12025550102;moved\nBo;;+12025550103;\n";
        (HttpStatusCode status, JsonObject answer) = await CsvAsync(app, $"{Path}?phone_column=Handy&phone_column=Telefon&map=reason%3DGrund", Csv);
        answer.ToJsonString().ShouldBe("""{"received":3,"added":3}""");
        status.ShouldBe(HttpStatusCode.OK);
        ((string?)(await app.GetAsync($"{Path}/+12025550102")).Body["reason"]).ShouldBe("moved");

        (_, JsonObject wrong) = await CsvAsync(app, Path, "phone\n+12025550104\n\n12\n");
        ((int?)wrong["errors"]![0]!["line"], (string?)wrong["detail"]).ShouldBe((4, "line 4: phone_number '12' is a short code or too short for a telephone number; write it in E.164, such as +442079460100"));
        (_, JsonObject json) = await app.PostAsync($"{Path}?map=reason%3DGrund", """{"phone_number":"+12025550105"}""");
        ((string?)json["errors"]![0]!["field"]).ShouldBe("map");
        (_, JsonObject list) = await app.PostAsync(Path, """{"phone_numbers":["12"]}""");
        ((string?)list["detail"])!.ShouldStartWith("phone_numbers[0].phone_number ");
    }

    private static async Task<(HttpStatusCode Status, JsonObject Body)> CsvAsync(GatewayApplication app, string path, string csv)
    {
        using var content = new StringContent(csv, Encoding.UTF8, "text/csv");
        using HttpResponseMessage response = await app.Client.PostAsync(path, content);
        return (response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject());
    }
}
