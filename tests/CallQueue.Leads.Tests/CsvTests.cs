using System.Text;
using CallQueue.Calls;

namespace CallQueue.Leads.Tests;

public sealed class CsvTests
{
    [Fact]
    public async Task Every_known_column_has_its_place_and_the_others_become_variables()
    {
        using var file = new TestFile("""
            Message,PHONE,name,Voice,priority,lead_id,TZ,window,scheduled_at,deadline,max_retries,City
            "Hello {{name}}, how are you?",+1 (202) 555-0101,Ann,alice,HIGH,2502,Europe/London,"mon-fri 09:00-12:00,13:00-18:00",2026-03-02T12:00:00+01:00,2026-03-02 20:00,1,Ely
            """);

        NewCall call = (await file.ReadAsync()).ShouldHaveSingleItem();

        call.To.Value.ShouldBe("+12025550101");
        call.Priority.ShouldBe(Priority.High);
        call.NotBefore.ShouldBe(TestFile.Now.AddHours(1));
        call.Data.ShouldBe("""{"lead_id":"2502"}""");
        call.Rules!.TimeZone.ShouldBe("Europe/London");
        call.Rules.Window!.ToString().ShouldBe("mon-fri 09:00-12:00,13:00-18:00");
        call.Rules.Deadline.ShouldBe(new DateTimeOffset(2026, 3, 2, 20, 0, 0, TimeSpan.Zero));
        call.Rules.Retry!.MaxAttempts.ShouldBe(2);
        call.Script!.Message.ShouldBe("Hello {{name}}, how are you?");
        call.Script.Voice.ShouldBe("alice");
        call.Script.Variables.ShouldBe(new Dictionary<string, string> { ["name"] = "Ann", ["City"] = "Ely" }, ignoreOrder: true);
    }

    [Fact]
    public async Task A_number_alone_is_enough()
    {
        using var file = new TestFile("to\n+12025550101\n");
        NewCall call = (await file.ReadAsync()).ShouldHaveSingleItem();
        call.ShouldBe(new NewCall { To = PhoneNumber.Parse("+12025550101") });
    }

    [Theory]
    [InlineData("phone")]
    [InlineData("Phone Number")]
    [InlineData("phone-number")]
    [InlineData("to")]
    [InlineData(" NUMBER ")]
    [InlineData("Telephone")]
    [InlineData("mobile")]
    public async Task The_number_has_many_names(string header)
    {
        using var file = new TestFile($"name,{header}\nAnn,+12025550101\n");
        (await file.ReadAsync()).Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(',')]
    [InlineData(';')]
    [InlineData('\t')]
    [InlineData('|')]
    public async Task The_delimiter_is_found_from_the_first_line(char delimiter)
    {
        using var file = new TestFile($"\"a,b;c\",phone,x\n1,+12025550101,2\n".Replace(",phone,", $"{delimiter}phone{delimiter}", StringComparison.Ordinal)
            .Replace(",+", $"{delimiter}+", StringComparison.Ordinal).Replace(",2\n", $"{delimiter}2\n", StringComparison.Ordinal));
        NewCall call = (await file.ReadAsync()).ShouldHaveSingleItem();
        call.Script!.Variables!["a,b;c"].ShouldBe("1");
        call.Script.Variables["x"].ShouldBe("2");
    }

    public static TheoryData<string> Encodings => ["utf-8", "utf-8-bom", "utf-16", "utf-16BE"];

    [Theory]
    [MemberData(nameof(Encodings))]
    public async Task UTF8_and_UTF16_are_read(string name)
    {
        Encoding encoding = name switch
        {
            "utf-8" => new UTF8Encoding(false),
            "utf-8-bom" => new UTF8Encoding(true),
            _ => Encoding.GetEncoding(name),
        };
        foreach ((string text, string extension) in new[]
        {
            ("phone,name\r\n+12025550101,Zoë €\r\n", ".csv"),
            ("[{\"phone\":\"+12025550101\",\"name\":\"Zoë €\"}]", ".json"),
            ("{\"phone\":\"+12025550101\",\"name\":\"Zoë €\"}\n", ".jsonl"),
            ("{\"phone\":\"+12025550101\",\"name\":\"Zoë €\"}\n", ".dat"),
        })
        {
            using var file = new TestFile([.. encoding.GetPreamble(), .. encoding.GetBytes(text)], extension);
            NewCall call = (await file.ReadAsync()).ShouldHaveSingleItem();
            call.Script!.Variables!["name"].ShouldBe("Zoë €");
        }
    }

    [Fact]
    public async Task Bytes_that_are_no_UTF8_are_named_with_their_line()
    {
        using var file = new TestFile([.. "phone,name\n+12025550101,Ann\n+12025550102,Jos"u8, 0xE9, .. "\n"u8]);
        (await file.CheckAsync()).Problems.ShouldHaveSingleItem().ToString()
            .ShouldBe("line 3: is not UTF-8 text (byte 17 of the line is E9, é in Windows-1252); save the file as UTF-8, which spreadsheets call CSV UTF-8");
    }

    [Fact]
    public async Task A_character_may_stand_across_two_reads_and_a_broken_one_is_found_there_too()
    {
        string filler = string.Concat(Enumerable.Range(0, 9_000).Select(i => $"+1202{6_000_000 + i},é€😀é€😀\n"));
        for (int shift = 0; shift < 4; shift++)
        {
            string text = $"phone,name{new string('x', shift)}\n{filler}";
            using var fine = new TestFile(text);
            (await fine.CheckAsync()).ProblemCount.ShouldBe(0);
            using var broken = new TestFile([.. Encoding.UTF8.GetBytes(text), 0xF0, 0x9F]);
            (await broken.CheckAsync()).Problems[0].Line.ShouldBe(9_002);
        }
    }

    [Fact]
    public async Task Lines_are_counted_in_the_file_also_after_quoted_line_ends_and_empty_lines()
    {
        foreach (string end in new[] { "\n", "\r\n", "\r" })
        {
            string[] problems = await TestFile.ProblemsAsync("""
                phone,message
                +12025550101,"one
                two, ""three""

                four"
                bad1,x

                ,,
                "bad2","a
                b"
                bad3,z
                """.ReplaceLineEndings(end));
            problems.Select(p => p.Split(':')[0]).ShouldBe(["line 6", "line 9", "line 11"], end.Length.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    [Fact]
    public async Task All_bad_rows_are_told_at_once()
    {
        (await TestFile.ProblemsAsync("""
            phone,priority,tz,window,scheduled_at,max_retries
            +12025550101,,,,,
            2025550102,,,,,
            ,high,,,,
            +12025550101,,,,,
            +12025550103,asap,Mars/Base,9-5,31.12.2026,-1
            +12025550104,1,2
            +12025550105,,,09:00-09:00,,,7
            """)).ShouldBe(
        [
            "line 3: phone '******0102' has no country code; write it in E.164, such as +442079460100, or give its country (`country` beside it, or the setting `default_country`)",
            "line 4: phone is missing",
            "line 5: phone already appears on line 2",
            "line 6: priority must be urgent, high, normal or low (or 0 to 3); got 'asap'",
            "line 6: tz 'Mars/Base' is not an IANA time zone; write one such as Europe/Berlin",
            "line 6: scheduled_at must be an ISO 8601 time such as 2026-01-31T09:00:00Z; got '31.12.2026'",
            "line 6: window must look like 09:00-21:00, or mon-fri 09:00-12:00,13:00-18:00; sat 10:00-14:00; closed 2026-12-25; got '9-5'",
            "line 6: max_retries must be a whole number from 0 to 99; got '-1'",
            "line 7: tz '2' is not an IANA time zone; write one such as Europe/Berlin",
            "line 8: has 7 cells, but the first line has 6 cells",
        ]);
    }

    [Fact]
    public async Task The_first_fifty_problems_are_listed_and_all_are_counted()
    {
        using var file = new TestFile("phone\n" + string.Concat(Enumerable.Repeat("x\n", 80)));
        LeadCheck check = await file.CheckAsync();
        check.Problems.Count.ShouldBe(50);
        check.ProblemCount.ShouldBe(80);
        check.Unlisted.ShouldBe(30);
    }

    [Theory]
    [InlineData("", "the file is empty; its first line must name the columns, including one for the telephone number")]
    [InlineData("\n\n", "the file is empty; its first line must name the columns, including one for the telephone number")]
    [InlineData("phone,name\n", "the file has no rows with people to call")]
    [InlineData("phone,name\n,\n\n", "the file has no rows with people to call")]
    [InlineData("+12025550101,Ann\n+12025550102,Bo\n", "line 1: must name the columns, but looks like a person; add a line such as phone,name above it")]
    [InlineData("tel. owner,name\n+12025550101,Ann\n", "line 1: there is no column for the telephone number; name one phone, phone_number, to, number, telephone or mobile, or choose one with --phone-column (found: tel. owner, name); 'tel. owner' looks like it: --phone-column \"tel. owner\"")]
    public async Task A_file_that_is_wrong_as_a_whole_says_why(string text, string problem) =>
        (await TestFile.ProblemsAsync(text)).ShouldBe([problem]);

    [Fact]
    public async Task A_quotation_mark_that_swallows_the_file_is_named_without_reading_all_of_it()
    {
        string[] problems = await TestFile.ProblemsAsync("phone,name\n+12025550101,Ann\n+12025550102,\"Bo\n" + new string('x', 400_000));
        problems.ShouldHaveSingleItem().ShouldBe("line 3: a row is longer than 262144 characters; check for a quotation mark that is not closed");
    }

    [Fact]
    public async Task Unnamed_empty_columns_and_marks_inside_cells_are_fine()
    {
        using var file = new TestFile("phone,size,,\n+12025550101,5\" pipe,,\n");
        (await file.ReadAsync())[0].Script!.Variables!["size"].ShouldBe("5\" pipe");
    }

    [Fact]
    public async Task Variables_over_32_KB_are_refused()
    {
        string[] problems = await TestFile.ProblemsAsync($"phone,note\n+12025550101,{new string('x', 33_000)}\n+12025550102,y\n");
        problems.ShouldBe(["line 2: note and the other variables must be at most 32 KB in total; got 33004 bytes"]);
    }

    [Fact]
    public async Task A_time_that_has_passed_means_now_and_is_noted()
    {
        using var file = new TestFile("phone,scheduled_at\n+12025550101,2026-03-02T09:00:00Z\n+12025550102,2026-03-02 11:00\n");
        (await file.CheckAsync()).Notes.ShouldBe(["The scheduled_at of one person is in the past; they are called now."]);
        List<NewCall> calls = await file.ReadAsync();
        calls[0].NotBefore.ShouldBeNull();
        calls[1].NotBefore.ShouldBe(TestFile.Now.AddHours(1));
    }

    // Clocks in New York go forward on 8 March 2026, 02:00 → 03:00, and back on 1 November, 02:00 → 01:00.
    [Theory]
    [InlineData("2026-03-02 09:00", "", "2026-03-02T14:00:00Z")]
    [InlineData("2026-03-02 20:30", "Asia/Kathmandu", "2026-03-02T14:45:00Z")]
    [InlineData("2026-03-08 02:30", "", "2026-03-08T07:00:00Z")]
    [InlineData("2026-11-01 01:30", "", "2026-11-01T05:30:00Z")]
    [InlineData("2026-03-02 09:00", "us_slash_pacific", "2026-03-02T17:00:00Z")]
    [InlineData("2026-03-03 09:00", "India Standard Time", "2026-03-03T03:30:00Z")]
    [InlineData("2026-03-02T20:30:00Z", "Asia/Kathmandu", "2026-03-02T20:30:00Z")]
    public async Task A_time_without_offset_is_the_clock_on_the_wall_where_the_person_is(string at, string zone, string expected)
    {
        using var file = new TestFile($"phone,scheduled_at,tz\n+12025550101,{at},{zone}\n");
        NewCall call = (await file.ReadAsync(zone: "America/New_York")).ShouldHaveSingleItem();
        call.NotBefore.ShouldBe(DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture));
    }
}
