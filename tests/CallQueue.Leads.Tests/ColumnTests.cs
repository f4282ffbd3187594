using CallQueue.Calls;

namespace CallQueue.Leads.Tests;

/// <summary>Which cells count: short and long rows, columns that nobody uses, words of other systems, and what a person says about columns (issue 12).</summary>
public sealed class ColumnTests
{
    [Theory]
    [InlineData("phone,name,\n+12025550101,Bo, Jr\n+12025550102,Al,\n", "Line 2 has text in a column without a name; it is ignored.")]
    [InlineData("phone,name,\n+12025550101,Bo, Jr\n+12025550102,Al,x\n", "2 rows have text in a column without a name, such as line 2; it is ignored.")]
    public async Task Text_below_a_column_without_a_name_is_not_ignored_silently(string csv, string note)
    {
        using var file = new TestFile(csv);
        LeadCheck check = await new LeadFile(file.Path).CheckAsync();
        check.Notes.ShouldBe([note]);
        check.Total.ShouldBe(2);
    }

    [Theory]
    [InlineData("phone,name,city\n+12025550101\n", "")]
    [InlineData("phone,name,city\n+12025550101,Ann\n", "name=Ann")]
    [InlineData("phone,name,city\n+12025550101,Ann,\n", "name=Ann")]
    [InlineData("phone,name,city\n+12025550101,Ann,Ely,,,\n", "name=Ann;city=Ely")]
    [InlineData("phone,name,city\n+12025550101,Ann,Ely, ,\t\n", "name=Ann;city=Ely")]
    [InlineData(",phone,name\n0,+12025550101,Ann\n", "name=Ann")]
    [InlineData("phone,,name,\n+12025550101,x,Ann,y\n", "name=Ann")]
    [InlineData("phone,city,city\n+12025550101,Ely,York\n", "city=Ely")]
    [InlineData("phone,city,city\n+12025550101,,York\n", "city=York")]
    [InlineData("phone,tz,timezone\n+12025550101,Europe/London,\n", "")]
    [InlineData("phone,tz,timezone\n+12025550101,Europe/London,Europe/London\n", "")]
    public async Task Missing_cells_are_empty_and_columns_that_nobody_uses_do_not_matter(string text, string variables)
    {
        using var file = new TestFile(text);
        Variables((await file.ReadAsync()).ShouldHaveSingleItem()).ShouldBe(variables);
    }

    [Theory]
    [InlineData("phone,name\n+12025550101,Ann,Ely\n", "line 2: has 3 cells, but the first line has 2 cells")]
    [InlineData("phone,name\n+12025550101,Ann,,Ely\n", "line 2: has 4 cells, but the first line has 2 cells")]
    [InlineData("name,phone\nAnn\n", "line 2: phone is missing")]
    [InlineData("phone,tz,timezone\n+12025550101,Europe/London,Europe/Paris\n", "line 2: the columns tz and timezone mean the same; keep one of them")]
    [InlineData("phone,to\n+12025550101,+12025550102\n", "line 2: the columns phone and to have different numbers; keep one of them, or choose one with --phone-column")]
    public async Task What_is_not_certain_is_named(string text, string problem) => (await TestFile.ProblemsAsync(text)).ShouldBe([problem]);

    [Theory]
    [InlineData("Priority", "Hot", "priority", "priority")]
    [InlineData("Priority", "P1", "priority", "priority")]
    [InlineData("Priority", "5 - Niedrig", "priority", "priority")]
    [InlineData("priority", "asap", "priority", "priority")]
    [InlineData("Time Zone", "Eastern Time (US & Canada)", "time zone", "timezone")]
    [InlineData("Time Zone", "GMT+5:30", "time zone", "timezone")]
    [InlineData("Window", "Double-hung", "window", "window")]
    [InlineData("Window", "second floor", "window", "window")]
    public async Task A_column_with_the_words_of_another_system_is_a_variable_and_noted(string header, string value, string name, string field)
    {
        using var file = new TestFile($"phone,{header}\n+12025550101,{value}\n+12025550102,\n");
        LeadFile leads = file.Open();
        (await leads.CheckAsync()).ShouldSatisfyAllConditions(
            c => c.ProblemCount.ShouldBe(0),
            c => c.Notes.ShouldBe([$"The column {header} is read as a variable: '{value}' on line 2, like all its values, is not a {name} of ours. (--map {field}={header} makes it one.)"]));
        Variables((await file.ReadAsync())[0]).ShouldBe($"{header}={value}");
        string[] mapped = await TestFile.ProblemsAsync($"phone,{header}\n+12025550101,{value}\n", map: [$"{field}={header}"]);
        mapped.ShouldHaveSingleItem().ShouldStartWith($"line 2: {header} ");
    }

    [Theory]
    [InlineData("priority", "hihg")]
    [InlineData("Priority", "urgnet")]
    [InlineData("priority", "norml")]
    [InlineData("priority", "lows")]
    [InlineData("timezone", "Europe/Berln")]
    [InlineData("timezone", "EST")]
    [InlineData("Time Zone", "ist")]
    [InlineData("window", "9-5")]
    [InlineData("window", "mon-fri 9 - 17")]
    [InlineData("window", "09:00 to 25:00")]
    public async Task A_mistake_in_a_column_that_was_made_for_us_is_named(string header, string value) =>
        (await TestFile.ProblemsAsync($"phone,{header}\n+12025550101,{value}\n")).ShouldHaveSingleItem().ShouldStartWith($"line 2: {header} ");

    [Theory] // a foreign zone beside a time that needs one
    [InlineData("GMT+5:30", "'GMT+5:30' is an offset, which has no summer time; write Asia/Kolkata")]
    [InlineData("Eastern Time (US & Canada)", "write America/New_York")]
    [InlineData("north", "'north' is not an IANA time zone")]
    public async Task A_zone_that_a_time_of_the_row_needs_is_never_a_variable(string zone, string said)
    {
        (await TestFile.ProblemsAsync($"phone,scheduled_at,tz\n+12025550101,2030-01-01 09:00,{zone}\n")).ShouldHaveSingleItem().ShouldContain(said);
        (await TestFile.ProblemsAsync($"phone,scheduled_at,tz\n+12025550101,2030-01-01 09:00Z,{zone}\n")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("high,asap", "line 3")]
    [InlineData("asap,high", "line 2")]
    [InlineData("asap,soon,,high", "line 2,line 3")]
    [InlineData("High,Medium,Low", "line 3")]
    public async Task One_value_of_ours_makes_all_others_mistakes_wherever_it_is(string values, string lines)
    {
        string text = "phone,priority\n" + string.Concat(values.Split(',').Select((value, i) => $"+1202555010{i},{value}\n"));
        string.Join(',', (await TestFile.ProblemsAsync(text)).Select(p => p.Split(':')[0])).ShouldBe(lines);
    }

    [Fact]
    public async Task The_message_column_of_a_HubSpot_export_is_what_the_contact_wrote_and_is_not_spoken()
    {
        const string Text = "Record ID,Phone Number,Message\n1,+12025550101,Please call me\n";
        using var file = new TestFile(Text);
        (await file.Open().CheckAsync()).Notes.ShouldBe(["The column Message is the CRM's own and is not spoken. (--map message=Message speaks it.)"]);
        (await file.ReadAsync())[0].Script!.Message.ShouldBeNull();
        using var mapped = new TestFile(Text);
        (await mapped.ReadAsync(map: ["message=Message"]))[0].Script!.Message.ShouldBe("Please call me");
    }

    [Fact]
    public async Task The_first_filled_number_is_called_and_the_order_is_noted()
    {
        using var file = new TestFile("Work Phone,Home Phone,Mobile,Phone,name\n+12025550101,+12025550102,+12025550103,+12025550104,A\n+12025550111,+12025550112,+12025550113,,B\n+12025550121,+12025550122,,,C\n+12025550131,,,,D\n");
        (await file.ReadAsync()).Select(c => c.To.Value[^3..]).ShouldBe(["104", "113", "122", "131"]);
        (await file.CheckAsync()).Notes.ShouldBe(["Each person is called at the first number of Phone, Mobile, Home Phone, Work Phone that is filled. (--phone-column chooses others.)"]);
    }

    [Theory]
    [InlineData("Work Phone", "+12025550101")]
    [InlineData("work_phone", "+12025550101")]
    [InlineData("Notfall,Work Phone", "+12025550103")]
    [InlineData("phone=Notfall", "+12025550103")]
    public async Task A_person_chooses_the_columns_of_the_number(string choice, string number)
    {
        using var file = new TestFile("Work Phone,Phone,Notfall\n+12025550101,+12025550102,+12025550103\n");
        string[] columns = choice.Contains('=', StringComparison.Ordinal) ? [] : choice.Split(',');
        string[] map = columns.Length == 0 ? [choice] : [];
        NewCall call = (await file.ReadAsync(map: map, phones: columns)).ShouldHaveSingleItem();
        call.To.Value.ShouldBe(number);
    }

    [Fact]
    public async Task A_person_maps_columns_to_fields_and_variables()
    {
        using var file = new TestFile("Tel,Vorname,Dringlichkeit,Zone,Name\n+12025550101,Ann,high,Europe/Paris,Acme\n");
        NewCall call = (await file.ReadAsync(map: ["phone=Tel", "name=Vorname", "priority=Dringlichkeit", "tz=zone", "company=Name"])).ShouldHaveSingleItem();
        call.Priority.ShouldBe(Priority.High);
        call.Rules!.TimeZone.ShouldBe("Europe/Paris");
        Variables(call).ShouldBe("name=Ann;company=Acme");
    }

    [Theory]
    [InlineData("name=Vornam", "line 1: there is no column 'Vornam' (found: phone, Vorname)")]
    [InlineData("phone=Mobile", "line 1: there is no column 'Mobile' (found: phone, Vorname)")]
    public async Task A_chosen_column_that_is_not_there_is_named(string map, string problem) =>
        (await TestFile.ProblemsAsync("phone,Vorname\n+12025550101,Ann\n", map: [map])).ShouldBe([problem]);

    [Theory]
    [InlineData("name", "must be FIELD=COLUMN, such as name=First Name; got 'name'")]
    [InlineData("=x", "must be FIELD=COLUMN, such as name=First Name; got '=x'")]
    [InlineData("name=", "must be FIELD=COLUMN, such as name=First Name; got 'name='")]
    [InlineData("tz=a|timezone=b", "names timezone twice; give each field one column")]
    [InlineData("name=a|Name=b", "names Name twice; give each field one column")]
    [InlineData("phone=a|phone=b", null)]
    public void A_mapping_is_checked(string pairs, string? problem)
    {
        LeadMapping? mapping = LeadMapping.Parse(pairs.Split('|'), [], out string? found);
        found.ShouldBe(problem);
        (mapping is null).ShouldBe(problem is not null);
    }

    [Fact]
    public async Task Fields_of_JSON_objects_are_mapped_too()
    {
        using var file = new TestFile("""{"Tel":"+12025550101","Vorname":"Ann"}""", ".jsonl");
        Variables((await file.ReadAsync(map: ["phone=tel", "name=Vorname"])).ShouldHaveSingleItem()).ShouldBe("name=Ann");
        (await TestFile.ProblemsAsync("""[{"phone":"+12025550101"}]""", ".json", map: ["name=Vorname"])).ShouldBe(["there is no field 'Vorname' in any object"]);
    }

    [Fact]
    public void Another_mapping_of_the_same_bytes_is_another_run()
    {
        var one = new LeadCheck(1, "00", [], 0, []);
        LeadCheck other = one with { Mapping = LeadMapping.Parse(["name=First"], [], out _)! };
        var template = new Businesses.RunTemplate();
        ListFingerprint.Of(other, template).ShouldNotBe(ListFingerprint.Of(one, template));
    }

    private static string Variables(NewCall call) => string.Join(';', call.Script?.Variables?.Select(v => $"{v.Key}={v.Value}") ?? []);
}
