using System.Text;

namespace CallQueue.Documents;

/// <summary>
/// Reads the part of a shell's language that our pages use: words, quotes, variables, assignments, comments, &amp;&amp;, a
/// redirection to a file. Anything else is an error, so that no command is taken for something that it is not.
/// </summary>
/// <param name="variable">A variable's value; null: it is not set. Asked when its command is reached.</param>
/// <param name="isLenient">Substitutions of commands are kept as text: for blocks that are only looked at.</param>
internal sealed class ShellReader(string text, Func<string, string?> variable, bool isLenient = false)
{
    private readonly StringBuilder _word = new();
    private int _at;
    private int _line = 1;

    public IEnumerable<ShellCommand> ReadAll()
    {
        while (_at < text.Length)
        {
            if (Read() is { } command) yield return command;
        }
    }

    private ShellCommand? Read()
    {
        var words = new List<string>();
        var assignments = new Dictionary<string, string>();
        int line = _line;
        string? output = null;
        bool isOutput = false;
        while (_at < text.Length)
        {
            char c = text[_at];
            if (c is ' ' or '\t') _at++;
            else if (IsContinued()) SkipLine();
            else if (c == '#') return Command(Comment());
            else if (c == '\n')
            {
                SkipLine();
                return Command("");
            }
            else if (c == ';' || Starts("&&"))
            {
                _at += c == ';' ? 1 : 2;
                return Command("");
            }
            else if (c == '|')
            {
                _at++;
                return Command("") is { } piped ? piped with { IsPiped = true } : null;
            }
            else if (c == '>')
            {
                _at++;
                isOutput = true;
            }
            else if (c is '<' or '&' or '(' or ')' && !isLenient) throw new FormatException($"line {_line}: '{c}' is not supported in the pages' commands");
            else if (isOutput) (output, isOutput) = (Word(), false);
            else Take(Word());
        }

        return Command("");

        void Take(string word)
        {
            int equals = word.IndexOf('=', StringComparison.Ordinal);
            bool isAssignment = words.Count == 0 && equals > 0 && word[..equals].All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_');
            if (isAssignment) assignments[word[..equals]] = word[(equals + 1)..];
            else words.Add(word);
        }

        ShellCommand? Command(string comment) =>
            words.Count + assignments.Count == 0 ? null : new ShellCommand(line, assignments, words, output, false, comment);
    }

    private string Word()
    {
        _word.Clear();
        while (_at < text.Length && text[_at] is not (' ' or '\t' or '\n' or ';' or '|' or '>') && !Starts("&&"))
        {
            if (IsContinued()) break;
            switch (text[_at])
            {
                case '\'':
                    Quoted('\'');
                    break;
                case '"':
                    Quoted('"');
                    break;
                case '$' when Starts("$'"):
                    _at++;
                    Quoted('\'', hasEscapes: true);
                    break;
                case '$':
                    Variable();
                    break;
                case '`' when !isLenient:
                    throw new FormatException($"line {_line}: substitution is not supported in the pages' commands");
                default:
                    _word.Append(text[_at++]);
                    break;
            }
        }

        return _word.ToString();
    }

    private void Quoted(char quote, bool hasEscapes = false)
    {
        int from = _line;
        for (_at++; _at < text.Length && text[_at] != quote;)
        {
            char c = text[_at];
            if (c == '\n') _line++;
            if (c == '$' && quote == '"') Variable();
            else if (c == '\\' && (hasEscapes || quote == '"') && _at + 1 < text.Length)
            {
                char escaped = text[_at + 1];
                if (!hasEscapes && escaped is not ('"' or '\\' or '$' or '`')) _word.Append(c);
                _word.Append(hasEscapes && escaped == 'n' ? '\n' : escaped);
                _at += 2;
            }
            else
            {
                _word.Append(c);
                _at++;
            }
        }

        if (_at >= text.Length) throw new FormatException($"line {from}: the quote is never closed");
        _at++;
    }

    private void Variable()
    {
        bool isBraced = Starts("${");
        int start = _at + (isBraced ? 2 : 1), end = start;
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] == '_')) end++;
        if (end == start || (isBraced && (end == text.Length || text[end] != '}')))
        {
            if (!isLenient) throw new FormatException($"line {_line}: only $NAME and ${{NAME}} are supported in the pages' commands");
            _word.Append(text[_at++]);
            return;
        }

        string name = text[start..end];
        _word.Append(variable(name) ?? (isLenient ? text[_at..end] : throw new FormatException($"line {_line}: the variable {name} was never set")));
        _at = isBraced ? end + 1 : end;
    }

    private string Comment()
    {
        int end = text.IndexOf('\n', _at);
        string comment = text[(_at + 1)..(end < 0 ? text.Length : end)].Trim();
        _at = end < 0 ? text.Length : end;
        return comment;
    }

    private bool IsContinued() => Starts("\\\n");

    private void SkipLine()
    {
        _at = text.IndexOf('\n', _at) is >= 0 and var end ? end + 1 : text.Length;
        _line++;
    }

    private bool Starts(string what) => string.CompareOrdinal(text, _at, what, 0, what.Length) == 0;
}
