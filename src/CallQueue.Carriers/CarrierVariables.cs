using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using CallQueue.Scripts;

namespace CallQueue.Carriers;

/// <summary>Reads settings by name. Keeps the first problem, with the name of its variable.</summary>
internal sealed class CarrierVariables(Func<string, string?> variable)
{
    /// <summary>The first problem; null while all is well.</summary>
    public CarrierChoice.Refused? Problem { get; private set; }

    /// <summary>The trimmed value; null when not set or blank.</summary>
    public string? Text(string name) => variable(name)?.Trim() is { Length: > 0 } text ? text : null;

    /// <summary>The value, or a problem when it is not there.</summary>
    public string Required(string name, string why)
    {
        if (Text(name) is { } text) return text;
        Fail(name, $"is missing; {why}");
        return "";
    }

    /// <summary>A telephone number in E.164, or a problem.</summary>
    public PhoneNumber Number(string name)
    {
        string text = Required(name, "set it to the caller id, a number of the account in E.164 such as +442079460100");
        if (!PhoneNumber.TryParse(text, out PhoneNumber number, out string? problem)) Fail(name, problem);
        return number;
    }

    /// <summary>PUBLIC_URL, or a problem.</summary>
    public string PublicUrl()
    {
        string url = Text("PUBLIC_URL") ?? "";
        if (CarrierUrls.ProblemAsPublicUrl(url) is { } problem) Fail("PUBLIC_URL", problem);
        return url;
    }

    /// <summary>AGENT_SERVER_URL; null when not set.</summary>
    public string? AgentUrl()
    {
        string? url = Text("AGENT_SERVER_URL");
        if (url is not null && AgentStream.ProblemWith(url) is { } problem) Fail("AGENT_SERVER_URL", problem);
        return url;
    }

    /// <summary>The start of the carrier's API; null when not set.</summary>
    public string? BaseUrl(string name)
    {
        string? url = Text(name);
        if (url is not null && CarrierUrls.ProblemAsBaseUrl(url) is { } problem) Fail(name, problem);
        return url;
    }

    /// <summary>Whole seconds; null when not set.</summary>
    public TimeSpan? Seconds(string name)
    {
        if (Text(name) is not { } text) return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int seconds) && seconds > 0) return TimeSpan.FromSeconds(seconds);
        Fail(name, $"must be a whole number of seconds above zero; got '{text}'");
        return null;
    }

    /// <summary>Records a problem unless there already is one.</summary>
    public void Fail(string name, string problem) => Problem ??= new CarrierChoice.Refused(name, $"{name} {problem}");

    /// <summary>Whether something was wrong.</summary>
    [MemberNotNullWhen(true, nameof(Problem))]
    public bool HasProblem => Problem is not null;
}
