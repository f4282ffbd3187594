using CallQueue.Access;
using CallQueue.Fields;
using CallQueue.Problems;
using CallQueue.Requests;
using Microsoft.AspNetCore.Http;

namespace CallQueue.Events;

/// <summary>The topics that a request asks for, and whether its sender may see them.</summary>
internal static class TopicQuery
{
    /// <summary>The most topics of one stream.</summary>
    public const int Most = 32;

    private const string Name = "topics";

    /// <summary>The parameter as the API's document describes it.</summary>
    public static TextField Parameter { get; } = new(Name, Most * 2 * (Identifier.MaxLength + 2))
    {
        Description = $"What to follow: a comma list of {EventTopic.Forms}, at most {Most}. trunks is for operators. A plus sign within an id is written as %2B.",
        Form = "comma list",
        Without = "the request is refused",
    };

    /// <summary>The topics, each once; null with the answer that refuses them.</summary>
    /// <exception cref="NoSuchBusinessException">The header or the query names a business that the sender has no access to: answered with 404.</exception>
    public static IReadOnlyList<EventTopic>? Read(HttpContext http, out IResult? refusal)
    {
        var problems = new FieldProblems { ListName = Name };
        string[] asked = [.. http.Request.Query[Name].SelectMany(one => (one ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))];
        if (Tenant.Of(http.Request, problems) is not { } own) return Refused(Refusals.Invalid(problems), out refusal);
        if (asked.Length == 0) problems.Add(Name, $"is missing; send a comma list of {EventTopic.Forms}");
        if (asked.Length > Most) problems.Add(Name, $"has {asked.Length} topics, but a stream follows at most {Most}; open another stream for the rest");
        if (problems.Count > 0) return Refused(Refusals.InvalidQuery(problems), out refusal);

        var topics = new List<EventTopic>(asked.Length);
        for (int index = 0; index < asked.Length; index++)
        {
            if (EventTopic.Parse(asked[index], own, out string? problem) is { } topic) topics.Add(topic);
            else problems.Add(Name, problem + ShownValue.Got(asked[index]), index);
        }

        if (problems.Count > 0) return Refused(Refusals.InvalidQuery(problems), out refusal);
        refusal = topics.Select(topic => WithoutAccess(http.Caller(), topic)).FirstOrDefault(answer => answer is not null);
        return refusal is null ? [.. topics.Distinct()] : null;
    }

    private static IResult? WithoutAccess(Caller caller, EventTopic topic)
    {
        if (topic.Kind == TopicKind.Trunks) return Allowed.Operator.Includes(caller) ? null : AccessRefusals.TopicForOperators(topic.ToString());

        // The same answer whether it exists or not.
        return caller.Business is { } own && own != topic.Business ? Refusals.NotFound("topic", topic.ToString()) : null;
    }

    private static IReadOnlyList<EventTopic>? Refused(IResult answer, out IResult? refusal)
    {
        refusal = answer;
        return null;
    }
}
