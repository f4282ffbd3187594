namespace CallQueue;

public sealed class AgentScriptTests
{
    /// <summary>As the carriers' documents decide (Scripts/AgentStream): own and below, each as answer_url, agent, message and flow.</summary>
    [Theory]
    [InlineData("", "", true)]
    [InlineData("message", "", false)]
    [InlineData("", "message", false)]
    [InlineData("flow", "message", true)]
    [InlineData("message", "flow", true)]
    [InlineData("answer", "flow", false)]
    [InlineData("flow", "answer", false)]
    [InlineData("agent", "", false)]
    [InlineData("flow", "agent", false)]
    public void The_process_agent_talks_where_nothing_else_does(string own, string below, bool expected) =>
        CallScript.GoesToAgent(Script(own), Script(below)).ShouldBe(expected);

    private static CallScript? Script(string has) => has switch
    {
        "message" => new CallScript { Message = "Hello" },
        "flow" => new CallScript { FlowName = "sales" },
        "answer" => new CallScript { AnswerUrl = "https://app.example.com/answer" },
        "agent" => new CallScript { AgentUrl = "wss://agent.example.com" },
        _ => null,
    };
}
