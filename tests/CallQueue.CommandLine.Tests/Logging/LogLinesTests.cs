using System.Text.Json.Nodes;
using CallQueue.Composition.Logging;
using CallQueue.Configuration;
using Microsoft.Extensions.Logging;

namespace CallQueue.Logging;

public sealed partial class LogLinesTests : IDisposable
{
    private readonly Scene _scene = new();
    private readonly List<string> _lines = [];

    public void Dispose() => _scene.Dispose();

    [Fact]
    public void JSON_has_the_time_level_category_event_message_and_fields_with_phone_numbers_masked()
    {
        Log(new LogOptions { IsJson = true }, log => Dialed(log, "+12025550147", "user_12025550147", 3, new InvalidOperationException("no line to +12025550147")));
        string line = _lines.ShouldHaveSingleItem();
        line.ShouldNotContain("12025550147");
        JsonObject json = JsonNode.Parse(line)!.AsObject();
        json["timestamp"]!.GetValue<string>().ShouldMatch(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$");
        json["level"]!.GetValue<string>().ShouldBe("warning");
        json["category"]!.GetValue<string>().ShouldBe("CallQueue.Test");
        json["event_id"]!.GetValue<int>().ShouldBe(7);
        json["event"]!.GetValue<string>().ShouldBe("Dialed");
        json["message"]!.GetValue<string>().ShouldBe("Dialed ********0147 as user_*******0147, try 3");
        json["exception"]!.GetValue<string>().ShouldContain("no line to ********0147");
        json["fields"]!.ToJsonString().ShouldBe("""{"number":"********0147","digits":"user_*******0147","tries":3}""");
    }

    [Fact]
    public void Text_is_for_people_one_line_without_a_stack_trace_unless_debugging()
    {
        Log(new LogOptions(), log => Dialed(log, "+12025550147", "user_12025550147", 3, new InvalidOperationException("no line")));
        _lines.ShouldHaveSingleItem().ShouldMatch(@"^\d\d:\d\d:\d\d warning: Dialed \*+0147 as user_\*+0147, try 3 \(no line\)$");

        _lines.Clear();
        Log(new LogOptions { Level = LogLevel.Debug, ErrorLevel = LogLevel.Debug }, log => Dialed(log, "+12025550147", "1", 3, new InvalidOperationException("no line")));
        _lines.ShouldHaveSingleItem().ShouldContain("System.InvalidOperationException: no line");
    }

    [Theory]
    [InlineData(true, null, false)]
    [InlineData(false, null, true)]
    [InlineData(true, "json", true)]
    [InlineData(false, "TEXT", false)]
    public void A_terminal_gets_text_and_a_pipe_JSON_unless_a_setting_says_otherwise(bool isTerminal, string? format, bool isJson)
    {
        SettingValues settings = format is null ? SomeSettings.Of() : SomeSettings.Of(("LOG_FORMAT", format));
        LogReader.Read(settings, LogLevel.Information, isTerminal).IsJson.ShouldBe(isJson);
        settings.Problems.ShouldBeEmpty();
    }

    [Fact]
    public void A_file_gets_every_line_and_standard_error_those_of_its_level()
    {
        string path = _scene.File("callqueue.log");
        Log(new LogOptions { ErrorLevel = LogLevel.Warning, File = path }, log =>
        {
            Started(log);
            Dialed(log, "+12025550147", "1", 3, null);
        });
        _lines.Count.ShouldBe(1);
        string[] file = File.ReadAllLines(path);
        file.Select(line => JsonNode.Parse(line)!["event"]!.GetValue<string>()).ShouldBe(["Started", "Dialed"]);
        if (!OperatingSystem.IsWindows()) File.GetUnixFileMode(path).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public void A_full_file_is_begun_anew_and_one_older_one_is_kept()
    {
        string path = _scene.File("callqueue.log");
        using (var file = new LogFile(path, e => throw e, largestSize: 10))
        {
            foreach (string line in (string[])["the first line", "the second line", "the third line"]) file.Write(System.Text.Encoding.UTF8.GetBytes(line));
        }

        File.ReadAllLines(path).ShouldBe(["the third line"]);
        File.ReadAllLines(path + ".1").ShouldBe(["the second line"]);
    }

    [Fact]
    public void Frameworks_log_warnings_at_most_whatever_is_asked_for()
    {
        var lines = new LogLines(new LogOptions { Level = LogLevel.Debug, ErrorLevel = LogLevel.Debug }, _lines.Add, TimeProvider.System);
        using ILoggerFactory factory = LoggerFactory.Create(lines.AddTo);
        foreach (string category in (string[])["Microsoft.AspNetCore.Hosting", "Orleans.Runtime", "System.Net.Http.HttpClient"]) Started(factory.CreateLogger(category));
        _lines.ShouldBeEmpty();
        Started(factory.CreateLogger("CallQueue.Test"));
        _lines.Count.ShouldBe(1);
    }

    [Fact]
    public void ASP_NET_Core_has_no_log_for_which_it_would_make_an_activity_for_each_request()
    {
        using var lines = new LogLines(new LogOptions { Level = LogLevel.Debug }, _lines.Add, TimeProvider.System);
        using ILoggerFactory factory = LoggerFactory.Create(lines.AddTo);
        factory.CreateLogger("Microsoft.AspNetCore.Hosting.Diagnostics").IsEnabled(LogLevel.Critical).ShouldBeFalse();
        factory.CreateLogger("Microsoft.AspNetCore.Server.Kestrel").IsEnabled(LogLevel.Error).ShouldBeTrue();
    }

    [Fact]
    public void A_file_that_grows_is_renamed_between_two_lines()
    {
        string path = _scene.File("callqueue.log");
        string[] lines = [.. Enumerable.Range(0, 50).Select(i => new string((char)('a' + (i % 26)), i % 7))];
        using (var file = new LogFile(path, e => throw e, largestSize: 1000))
        {
            foreach (string line in lines) file.Write(System.Text.Encoding.UTF8.GetBytes(line));
        }

        File.ReadAllLines(path).ShouldBe(lines);
        using (var file = new LogFile(path, e => throw e, largestSize: new FileInfo(path).Length + 3))
        {
            foreach (string line in (string[])["four", "five", "six"]) file.Write(System.Text.Encoding.UTF8.GetBytes(line));
        }

        File.ReadAllLines(path).ShouldBe(["five", "six"]);
        File.ReadAllLines(path + ".1").ShouldBe([.. lines, "four"]);
    }

    [LoggerMessage(EventId = 7, Level = LogLevel.Warning, Message = "Dialed {number} as {digits}, try {tries}")]
    private static partial void Dialed(ILogger log, string number, string digits, int tries, Exception? exception);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void No_value_forges_a_line_or_reaches_the_terminal(bool isJson)
    {
        const string Hostile = "Ann\r\n12:00:00 info: API key created\u001b[2J\u009b1m\u007f\u2028\u202e";
        Log(new LogOptions { IsJson = isJson }, log => Dialed(log, Hostile, Hostile, 3, new InvalidOperationException(Hostile)));
        Log(new LogOptions { IsJson = isJson, Level = LogLevel.Debug, ErrorLevel = LogLevel.Debug }, log => Dialed(log, Hostile, Hostile, 3, new InvalidOperationException(Hostile)));
        foreach (string line in _lines.SelectMany(line => line.Split('\n')))
        {
            line.Where(c => char.IsControl(c) || c is '\u2028' or '\u202e').ShouldBeEmpty(line);
            line.ShouldNotStartWith("12:00:00 info: API");
        }

        _lines[0].ShouldNotContain('\n');
        if (!isJson) return;

        // A program that prints the decoded message does not write them either.
        string message = JsonNode.Parse(_lines[0])!["message"]!.GetValue<string>();
        message.ShouldStartWith(@"Dialed Ann\r\n12:00:00 info: API key created\u001b[2J\u009b1m\u007f\u2028\u202e as ");
    }

    [Fact]
    public void What_is_counted_or_measured_here_is_never_masked()
    {
        Log(new LogOptions { IsJson = true }, log => Measured(log, 1234567890123, 12345678, 0.5, new DateTimeOffset(2026, 11, 30, 12, 30, 0, TimeSpan.Zero), TimeSpan.FromSeconds(12345678), null));
        JsonObject json = JsonNode.Parse(_lines.ShouldHaveSingleItem())!.AsObject();
        json["message"]!.GetValue<string>().ShouldBe("1234567890123 bytes, 12345678 calls, 0.5 load, until 11/30/2026 12:30:00 +00:00, after 142.21:21:18, {kept} (null)");
        json["fields"]!["bytes"]!.GetValue<long>().ShouldBe(1234567890123);
    }

    [LoggerMessage(EventId = 9, Level = LogLevel.Information, Message = "{bytes} bytes, {calls} calls, {load:0.0} load, until {until}, after {after}, {{kept}} {name}")]
    private static partial void Measured(ILogger log, long bytes, int calls, double load, DateTimeOffset until, TimeSpan after, string? name);

    [LoggerMessage(EventId = 8, Level = LogLevel.Information, Message = "Started")]
    private static partial void Started(ILogger log);

    private void Log(LogOptions options, Action<ILogger> write)
    {
        using var lines = new LogLines(options, _lines.Add, TimeProvider.System);
        lines.OpenFile();
        using ILoggerFactory factory = LoggerFactory.Create(lines.AddTo);
        write(factory.CreateLogger("CallQueue.Test"));
    }
}
