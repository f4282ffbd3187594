using System.Text.Json;
using CallQueue.Access;
using CallQueue.Calls;
using CallQueue.Fields;
using CallQueue.Problems;
using CallQueue.Schedules;
using CallQueue.Validation;

namespace CallQueue.Gateway.Tests.Fields;

/// <summary>Bodies are read and described by the same tables, so no field is read that is not described, and none is described that is not read.</summary>
public sealed class FieldTableTests
{
    private static readonly TextField Known = new("known", 10) { Description = "A field.", Without = "none" };
    private static readonly TextField Other = new("other", 10) { Description = "Another field.", Without = "none" };

    [Fact]
    public async Task Every_field_of_every_table_is_read()
    {
        const string Secret = "an internal secret that is long enough";
        await using GatewayApplication app = await GatewayApplication.StartAsync(access: new AccessOptions { IsKeyless = true, RequestsPerSecond = 100_000, InternalSecret = Secret });
        app.Client.DefaultRequestHeaders.Add("X-Internal-Secret", Secret);
        IReadOnlyList<(string Method, string Path, FieldTable Table)> taken = TakenTables.Of(app);
        taken.Count.ShouldBeGreaterThan(20);

        // Only a contact that exists is replaced, and only a schedule that exists.
        (await app.PostAsync("/api/roster/contacts", """{"contacts":[{"id":"x","phone_number":"+12025550101"}]}""")).Status.ShouldBe(System.Net.HttpStatusCode.OK);
        var schedule = new JsonFields(JsonElement.Parse(TakenTables.Deep(ScheduleFields.Replaced).ToJsonString()), ScheduleFields.Replaced, null, new FieldProblems());
        new ScheduleReader(default).Read(schedule);
        foreach ((string method, string path, FieldTable table) in taken)
            await app.SendAsync(new HttpMethod(method), path.Replace("{id}", "x", StringComparison.Ordinal), TakenTables.Deep(table).ToJsonString());

        string[] never = [.. TakenTables.All(taken.Select(one => one.Table)).SelectMany(table => table.NeverRead.Select(field => $"{table.Name}.{field.Name}"))];
        never.ShouldBeEmpty("a field of a table that no reader reads; read it, or remove it from its table");
    }

    [Fact]
    public void A_field_that_its_table_does_not_have_can_not_be_read()
    {
        var table = new FieldTable("Body", "A body.", [], [Known]);
        JsonFields fields = Read("""{"known":"a","other":"b"}""", table);
        fields.Text(Known).ShouldBe("a");
        Should.Throw<NotSupportedException>(() => fields.Text(Other)).Message.ShouldContain("'other'");
        Should.Throw<NotSupportedException>(() => fields.Has(new FlagField("late") { Description = "" })).Message.ShouldContain("'late'");
    }

    [Fact]
    public void A_table_knows_which_of_its_fields_were_read()
    {
        var table = new FieldTable("Body", "A body.", [Known], [Other, new StoredField("kept") { Description = "Stored.", Without = "none" }]);
        table.NeverRead.ShouldBe([Known, Other]);
        Read("{}", table).Text(Other);
        table.NeverRead.ShouldBe([Known]);
        table.AsChange("Change", "A change.", "{}").NeverRead.ShouldBe([Known]);
    }

    [Fact]
    public void Two_fields_of_one_name_are_refused() =>
        Should.Throw<ArgumentException>(() => new FieldTable("Body", "A body.", [Known], [new FlagField("known") { Description = "" }]));

    [Theory]
    [InlineData("""{"known":"a"}""", "a")]
    [InlineData("""{"k\u006eown":"a"}""", "a")]
    [InlineData("""{"Known":"a"}""", null)]
    [InlineData("""{"known ":"a"}""", null)]
    [InlineData("""{"knöwn":"a"}""", null)]
    [InlineData("""{"a name that is longer than all of the table":"a"}""", null)]
    [InlineData("""{"known":null}""", null)]
    public void A_field_is_found_by_its_exact_name(string json, string? value)
    {
        JsonFields fields = Read(json, new FieldTable("Body", "A body.", [], [Known]));
        fields.Text(Known).ShouldBe(value);
        fields.Left.Count.ShouldBe(value is null && !json.Contains("null", StringComparison.Ordinal) ? 1 : 0);
    }

    [Fact]
    public async Task Every_field_says_what_it_means_what_applies_without_it_and_its_range()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        var missing = new List<string>();
        foreach (FieldTable table in TakenTables.All(TakenTables.Of(app).Select(one => one.Table)))
        {
            if (!table.Description.EndsWith('.')) missing.Add($"{table.Name}: a description of whole sentences");
            foreach (Field field in table.Fields)
            {
                string name = $"{table.Name}.{field.Name}";
                if (!field.Description.EndsWith('.')) missing.Add($"{name}: a description of whole sentences");
                if (table.Whole is null && !table.Required.Contains(field) && (field.Default is null) == (field.Without is null)) missing.Add($"{name}: either Default or Without");
                if (field is WholeField or NumberField or SecondsField && string.IsNullOrEmpty(field.Unit)) missing.Add($"{name}: a unit");
            }
        }

        missing.ShouldBeEmpty();
    }

    private static JsonFields Read(string json, FieldTable table) => new(JsonElement.Parse(json), table, null, new FieldProblems());
}
