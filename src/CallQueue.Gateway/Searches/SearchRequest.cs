using System.Globalization;
using CallQueue.Businesses;
using CallQueue.Documents;
using CallQueue.Fields;
using CallQueue.Guards;
using CallQueue.Inputs;
using CallQueue.Problems;
using CallQueue.Requests;
using CallQueue.Validation;
using Microsoft.AspNetCore.Http;

namespace CallQueue.Searches;

/// <summary>The query of GET /api/calls/search.</summary>
/// <param name="CustomId">The call's id that its submitter chose; null: any.</param>
/// <param name="Cursor">Where to continue; null: at the beginning.</param>
internal sealed record SearchRequest(BusinessId Business, CallCriteria Asked, string? CustomId, SearchedStates States, int Rows, SearchCursor? Cursor)
{
    /// <summary>Reads it; null after adding the problems to <paramref name="problems"/>.</summary>
    public static async Task<SearchRequest?> ReadAsync(HttpRequest request, IActors actors, FieldProblems problems)
    {
        RefuseUnknown(request, problems);
        BusinessId? business = Tenant.Of(request, problems);
        PhoneNumber? number = await ReadNumberAsync(request, actors, business, problems);
        string? ending = ReadEnding(request, problems);
        string? run = ReadRun(request, problems);
        SearchedStates states = SearchedStates.Read(request, problems);
        (DateTimeOffset? from, DateTimeOffset? to) = await QueryTime.SpanAsync(request, actors, business, problems);
        int rows = (int)(QueryNumber.Read(request, SearchFields.Limit.Name, 1, SearchCalls.MostRows, problems) ?? SearchFields.UsualRows);
        SearchCursor? cursor = ReadCursor(request, problems);
        var asked = new CallCriteria
        {
            Number = number, NumberEnding = ending, CarrierCall = Text(request, SearchFields.CarrierCallId, problems), LeadId = Text(request, SearchFields.LeadId, problems),
            CampaignId = Text(request, SearchFields.CampaignId, problems), Run = run, Places = states.Places, Outcomes = states.Outcomes, From = from, To = to,
        };
        string? customId = Text(request, SearchFields.CustomCallId, problems);
        if (!SearchFields.Criteria.Any(field => Text(request, field) is not null))
            problems.Add("query", $"has no criterion; send at least one of {string.Join(", ", SearchFields.Criteria.Select(field => field.Name))}");
        return business is { } owner && problems.Count == 0 ? new SearchRequest(owner, asked, customId, states, rows, cursor) : null;
    }

    private static void RefuseUnknown(HttpRequest request, FieldProblems problems)
    {
        foreach ((string name, var values) in request.Query)
        {
            bool isKnown = name == Tenant.Field || SearchFields.All.Any(field => field.Name == name);
            if (!isKnown) problems.Add(name, "is an unknown parameter of a search; remove it or correct its name");
            else if (values.Count > 1) problems.Add(name, "is given more than once; send it once");
        }
    }

    private static async Task<PhoneNumber?> ReadNumberAsync(HttpRequest request, IActors actors, BusinessId? business, FieldProblems problems)
    {
        if (Text(request, SearchFields.Number, problems) is not { } text) return null;
        if (business is { } owner) problems.DefaultCountry = await DefaultCountry.OfAsync(actors, owner);
        return NumberText.Read(SearchFields.Number.Name, text, problems);
    }

    private static string? ReadEnding(HttpRequest request, FieldProblems problems)
    {
        if (Text(request, SearchFields.NumberEnding, problems) is not { } text) return null;
        if (SearchFields.EndingDigits.Allow(text.Length) && text.All(char.IsAsciiDigit)) return text;
        problems.Add(SearchFields.NumberEnding.Name, $"must be {SearchFields.EndingDigits.Min} to {SearchFields.EndingDigits.Max} digits{ShownValue.Got(text)}");
        return null;
    }

    private static string? ReadRun(HttpRequest request, FieldProblems problems)
    {
        string? run = Text(request, SearchFields.RunId, problems), batch = Text(request, SearchFields.BatchId, problems);
        if (run is not null && batch is not null && run != batch) problems.Add(SearchFields.BatchId.Name, $"differs from run_id; both name the run, so send one of them{ShownValue.Got(batch)}");
        string? name = run ?? batch;
        if (name is not null && !Identifier.IsValid(name, out string? problem)) problems.Add(run is null ? SearchFields.BatchId.Name : SearchFields.RunId.Name, $"{problem}{ShownValue.Got(name)}");
        return name;
    }

    private static SearchCursor? ReadCursor(HttpRequest request, FieldProblems problems)
    {
        if (Text(request, SearchFields.Cursor) is not { } text) return null;
        if (SearchCursor.Parse(text) is { } cursor) return cursor;
        problems.Add(SearchFields.Cursor.Name, "is not a cursor of a search; send the one of the answer before as it is, or leave it out to begin again");
        return null;
    }

    private static string? Text(HttpRequest request, TextField field, FieldProblems problems)
    {
        string? text = Text(request, field);
        if (text is null || text.Length <= field.Max) return text;
        problems.Add(field.Name, string.Create(CultureInfo.InvariantCulture, $"must be at most {field.Max} characters; got {text.Length}"));
        return null;
    }

    private static string? Text(HttpRequest request, Field field) => request.Query[field.Name] is [{ Length: > 0 } text, ..] ? text : null;
}
