using CallQueue.Calls;
using CallQueue.Speech;
using CallQueue.Validation;

namespace CallQueue.Leads;

/// <summary>What the people of a list would hear: something at all, a message without mistakes, within the carrier's limits. Not thread-safe.</summary>
internal sealed class LeadSpeech(LeadFileOptions options)
{
    private const string Message = "message";
    private const int MostFields = 12;

    private readonly SpeechCheck _check = new(options.Speech, options.Script);
    private readonly PlaceTally _places = new();
    private readonly HashSet<string> _fields = new(StringComparer.Ordinal);
    private readonly List<(int Line, int? Row)> _silent = [];
    private int _rows;
    private FieldProblem? _ofAll;

    /// <summary>Problems that concern the list as a whole.</summary>
    public int CommonProblems { get; private set; }

    /// <summary>How many people leave a place of their message blank.</summary>
    public IReadOnlyList<string> Notes => _places.Notes();

    /// <summary>The same as numbers.</summary>
    public IReadOnlyList<BlankPlace> Blanks => _places.Blanks();

    /// <summary>Whether a person would hear what the list means; the row's problem is added to <paramref name="problems"/>.</summary>
    public bool IsGood(NewCall call, int line, ProblemList problems)
    {
        _rows++;
        CollectFields(call);
        if (options.Speech.IsSilent((call.Script ?? new CallScript()).Over(options.Script)))
        {
            // Listed at the end: when it is everybody, the list as a whole has no message.
            _silent.Add((line, problems.Row));
            return false;
        }

        _places.Add(call.Script, options.Script, call.To, call.Data);
        if (_check.Find(call.Script, call.To, call.Data, line) is not { } problem) return true;
        if (problem.Index is null) _ofAll = problem;
        else problems.Add(line, Message, problem.Problem);
        return problem.Index is null;
    }

    /// <summary>Adds what is known only after the last row.</summary>
    /// <returns>How many of the problems concern rows, which can be skipped.</returns>
    public int Finish(ProblemList problems)
    {
        int before = problems.Count;
        if (_silent.Count > 0 && _silent.Count == _rows)
        {
            AddCommon(problems, "there is no message, so nobody would hear anything; add --message TEXT or a column message (in JSON a field), an answer_url, or set AGENT_SERVER_URL");
        }
        else
        {
            foreach ((int line, int? row) in _silent)
            {
                problems.Row = row;
                problems.Add(line, Message, "is empty, so this person would hear nothing; write a message, or add --message TEXT for rows without their own");
            }

            problems.Row = null;
        }

        int ofRows = problems.Count - before - CommonProblems;
        if (_ofAll is { } all) AddCommon(problems, $"the message {all.Problem}");
        foreach (string place in _places.Unfillable(_fields.Order(StringComparer.Ordinal))) AddCommon(problems, $"the message {place}");
        return ofRows;
    }

    private void AddCommon(ProblemList problems, string text)
    {
        problems.Add(null, null, text);
        CommonProblems++;
    }

    private void CollectFields(NewCall call)
    {
        if (_fields.Count >= MostFields || call.Script?.Variables is not { } variables) return;
        foreach (string name in variables.Keys) _fields.Add(name);
    }
}
