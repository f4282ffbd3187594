using CallQueue.Calls;
using CallQueue.Speech;

namespace CallQueue.Leads.Tests;

public sealed class LeadSpeechTests
{
    private static readonly SpeechRules Short = new() { Carrier = "Bell", NeedsMessage = true, Voices = [new VoiceRules("basic voices", "") { Most = 12, SsmlHint = "a Polly voice" }] };

    [Theory]
    [InlineData("phone\n+12025550101\n", ".csv", "there is no message, so nobody would hear anything; add --message TEXT or a column message (in JSON a field), an answer_url, or set AGENT_SERVER_URL")]
    [InlineData("phone,message\n+12025550101,\n+12025550102,  \n", ".csv", "there is no message, so nobody would hear anything; add --message TEXT or a column message (in JSON a field), an answer_url, or set AGENT_SERVER_URL")]
    [InlineData("phone,message\n+12025550101,Hi\n+12025550102,\n", ".csv", "line 3: message is empty, so this person would hear nothing; write a message, or add --message TEXT for rows without their own")]
    [InlineData("[{\"phone\":\"+12025550101\",\"message\":\"Hi\"},\n{\"phone\":\"+12025550102\",\"message\":null}]", ".json", "line 2: message is empty, so this person would hear nothing; write a message, or add --message TEXT for rows without their own")]
    [InlineData("phone,message\n+12025550101,Hi {{\n", ".csv", "line 2: message has a place without its closing }}: '{{'; write {{name}}")]
    [InlineData("phone,message\n+12025550101,0123456789abc\n", ".csv", "line 2: message is too long for basic voices of Bell: at most 12 characters once its places are filled in; got 13")]
    [InlineData("phone,name,message\n+12025550101,Wilhelmina,Hi {{name}}\n", ".csv", "line 2: message is too long for basic voices of Bell: at most 12 characters once its places are filled in; got 13")]
    [InlineData("phone,message,ssml\n+12025550101,<p>x</p>,true\n", ".csv", "line 2: message is SSML, which Bell speaks only with a Polly voice; got no voice")]
    [InlineData("phone,message,ssml\n+12025550101,x,maybe\n", ".csv", "line 2: ssml must be true or false; got 'maybe'")]
    [InlineData("phone,Vorname,message\n+12025550101,Ann,Hi {{firstname}}\n", ".csv", "the message has the place {{firstname}}, which nobody's data can fill (the fields are Vorname); correct its name, or write {{firstname|default}}")]
    public async Task What_a_person_would_not_hear_is_named_by_its_row(string content, string extension, string problem)
    {
        using var file = new TestFile(content, extension);
        LeadCheck check = await new LeadFile(file.Path, new LeadFileOptions { Speech = Short }).CheckAsync();
        check.Problems.Select(found => found.ToString()).ShouldBe([problem]);
        check.IsReadable.ShouldBeFalse();
    }

    [Theory]
    [InlineData("phone,answer_url\n+12025550101,https://app.example.com/a\n", null)]
    [InlineData("phone\n+12025550101\n", "Hello")]
    [InlineData("phone,message\n+12025550101,\n", "Hello")]
    [InlineData("phone,message\n+12025550101,No. {{lead_id|7}}\n", null)]
    [InlineData("phone,lead_id,message\n+12025550101,42,No. {{Lead ID}}\n", null)]
    [InlineData("phone,message\n+12025550101,{{phone}}\n", null)]
    public async Task Whoever_hears_something_is_called(string content, string? message)
    {
        using var file = new TestFile(content);
        var options = new LeadFileOptions { Speech = Short, Script = message is null ? null : new CallScript { Message = message } };
        (await new LeadFile(file.Path, options).CheckAsync()).Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task Rows_that_would_be_silent_can_be_skipped_and_a_mistake_for_all_can_not()
    {
        using var file = new TestFile("phone,message\n+12025550101,Hi\n+12025550102,\n+12025550103,{{x\n+12025550104,Yo\n");
        var leads = new LeadFile(file.Path, new LeadFileOptions { Speech = Short, SkipInvalid = true });
        LeadCheck check = await leads.CheckAsync();
        (check.IsReadable, check.Total, check.ProblemCount).ShouldBe((true, 2, 2));
        List<NewCall> calls = [];
        await foreach (IReadOnlyList<NewCall> part in leads.ReadAsync()) calls.AddRange(part);
        calls.Select(call => call.Script!.Message).ShouldBe(["Hi", "Yo"]);

        var wrong = new LeadFileOptions { Speech = Short, SkipInvalid = true, Script = new CallScript { Message = "{{x" } };
        using var plain = new TestFile("phone\n+12025550101\n");
        (await new LeadFile(plain.Path, wrong).CheckAsync()).IsReadable.ShouldBeFalse();
    }

    [Theory]
    [InlineData("<b>x", true, null, "the message is SSML, which Bell speaks only with a Polly voice; got no voice")]
    [InlineData("0123456789abc {{name}}", false, null, "the message is too long for basic voices of Bell: at most 12 characters once its places are filled in; got 14")]
    public async Task A_mistake_in_the_common_message_is_said_once_and_skipping_rows_is_no_help(string message, bool isSsml, string? voice, string problem)
    {
        using var file = new TestFile("phone,name,message\n+12025550101,Ann,\n+12025550102,Bo,own\n+12025550103,Cy,\n");
        var options = new LeadFileOptions { Speech = Short, SkipInvalid = true, Script = new CallScript { Message = message, Ssml = isSsml ? true : null, Voice = voice } };
        LeadCheck check = await new LeadFile(file.Path, options).CheckAsync();
        check.Problems.Where(found => found.Line is null).Select(found => found.ToString()).ShouldBe([problem]);
        (check.IsReadable, check.CanSkip).ShouldBe((false, false));
    }

    [Fact]
    public async Task Each_default_that_messages_have_is_named_and_counted()
    {
        using var file = new TestFile("phone,first_name,message\n+12025550101,Ann,Hi {{first_name}}\n+12025550102,,Hi {{First Name|there}}\n+12025550103,,Hi {{firstname|you}}\n+12025550104,,Hi {{first_name}}\n");
        LeadCheck check = await new LeadFile(file.Path).CheckAsync();
        check.Notes.ShouldBe(
        [
            "1 person has no first_name: their message leaves {{first_name}} out.", "1 person has no first_name: their message says 'there' instead.", "1 person has no first_name: their message says 'you' instead.",
        ]);
        check.BlankPlaces.ShouldBe([new BlankPlace("first_name", null, 1), new BlankPlace("first_name", "there", 1), new BlankPlace("first_name", "you", 1)]);
    }

    [Fact]
    public async Task Blank_places_are_counted_before_the_start()
    {
        using var file = new TestFile("phone,name\n+12025550101,Ann\n+12025550102,\n+12025550103,\n");
        var options = new LeadFileOptions { Speech = Short, Script = new CallScript { Message = "Hi {{name}}" } };
        (await new LeadFile(file.Path, options).CheckAsync()).Notes.ShouldBe(["2 people have no name: their message leaves {{name}} out."]);
    }
}
