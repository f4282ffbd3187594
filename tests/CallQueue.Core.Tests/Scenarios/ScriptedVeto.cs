using CallQueue.Businesses;
using CallQueue.Guards;

namespace CallQueue.Scenarios;

/// <summary>An app that answers as it is told, after a while, and writes down what it was asked.</summary>
internal sealed class ScriptedVeto(Func<VetoQuestion, VetoAnswer> answer) : IVeto
{
    public ScenarioHost Host { get; set; } = null!;

    public TimeSpan After { get; set; } = TimeSpan.FromMilliseconds(100);

    public List<VetoQuestion> Asked { get; } = [];

    public int MostAtOnce { get; private set; }

    private int _open;

    public async Task<VetoAnswer> AskAsync(VetoTarget target, VetoQuestion question)
    {
        Asked.Add(question);
        MostAtOnce = Math.Max(MostAtOnce, ++_open);
        bool isInTime = After <= target.AnswerWithin;
        await Task.Delay(isInTime ? After : target.AnswerWithin, Host.Time);
        _open--;
        return isInTime ? answer(question) : new VetoAnswer.NoAnswer("too slow");
    }
}
