using System.Text.Json;
using System.Text.Json.Nodes;
using CallQueue.Validation;

namespace CallQueue.Problems;

/// <summary>All problems of one request: all are counted, the first hundred are listed.</summary>
internal sealed class FieldProblems
{
    /// <summary>How many are listed.</summary>
    public const int Listed = 100;

    private readonly List<FieldProblem> _list = [];

    /// <summary>The name of the list that the indexes refer to.</summary>
    public string ListName { get; init; } = "calls";

    /// <summary>Where the request's numbers without country code belong: the business's default_country; null: nowhere.</summary>
    public string? DefaultCountry { get; set; }

    /// <summary>A number of the request has no country code and nothing beside it that names a country.</summary>
    public bool NeedsDefaultCountry { get; set; }

    /// <summary>The line of the row that is being read; null where there are no lines.</summary>
    public int? Line { get; set; }

    /// <summary>The document that a PATCH changes, as it is stored: what it already has may stay, even where it could not be sent any more.</summary>
    public JsonNode? Stored { get; set; }

    public int Count { get; private set; }

    public IReadOnlyList<FieldProblem> List => _list;

    /// <summary>Forgets the problems after the first <paramref name="count"/>.</summary>
    public void TakeBack(int count)
    {
        Count = count;
        if (_list.Count > count) _list.RemoveRange(count, _list.Count - count);
    }

    /// <summary>Whether the stored document has this value already, at any place.</summary>
    public bool IsStored(JsonElement value) => Stored is not null && Has(Stored, StoredJson.Parse(value.GetRawText()));

    public void Add(string field, string problem, int? index = null) => Add(new FieldProblem(field, problem, index) { List = ListName, Line = Line });

    /// <summary>Adds a problem as it is.</summary>
    public void Add(FieldProblem problem)
    {
        Count++;
        if (_list.Count < Listed) _list.Add(problem);
    }

    private static bool Has(JsonNode? within, JsonNode? value) =>
        JsonNode.DeepEquals(within, value) || within switch
        {
            JsonObject fields => fields.Any(field => Has(field.Value, value)),
            JsonArray items => items.Any(item => Has(item, value)),
            _ => false,
        };
}
