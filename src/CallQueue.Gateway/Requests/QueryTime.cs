using System.Globalization;
using CallQueue.Businesses;
using CallQueue.Inputs;
using CallQueue.Problems;
using CallQueue.Windows;
using Microsoft.AspNetCore.Http;

namespace CallQueue.Requests;

/// <summary>
/// Times in the query. A day is its first instant. What has no offset is on the clocks of the <c>timezone</c> beside it, else of the
/// business's, else in UTC: as in bodies.
/// </summary>
internal static class QueryTime
{
    public const string From = "from";
    public const string To = "to";
    public const string Zone = "timezone";

    /// <summary><c>from</c> (inclusive) and <c>to</c> (exclusive); null where absent or, after adding the problem to <paramref name="problems"/>, invalid.</summary>
    /// <param name="business">Whose zone applies; null when that could not be read.</param>
    public static async Task<(DateTimeOffset? From, DateTimeOffset? To)> SpanAsync(HttpRequest request, IActors actors, BusinessId? business, FieldProblems problems)
    {
        (WrittenTime? from, WrittenTime? to) = (Read(request, From, problems), Read(request, To, problems));
        string? zone = ReadZone(request, problems);
        bool isOpen = zone is null && (from is { IsLocal: true } || to is { IsLocal: true });
        if (isOpen && business is { } owner) zone = (await actors.Business(owner).GetAsync()).Settings.Rules.TimeZone;
        (DateTimeOffset? start, DateTimeOffset? end) = (from?.In(zone), to?.In(zone));
        if (start >= end) problems.Add(To, $"must be after from; got {InstantText.Write(start.Value)} and {InstantText.Write(end.Value)}");
        return (start, end);
    }

    private static WrittenTime? Read(HttpRequest request, string name, FieldProblems problems)
    {
        if (request.Query[name] is not [{ Length: > 0 } text, ..]) return null;

        // A plus that was not escaped arrives as a space.
        if ((WrittenTime.Parse(text) ?? WrittenTime.Parse(text.Replace(' ', '+'))) is { } at) return at;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day)) return new WrittenTime(new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero), IsLocal: true);
        problems.Add(name, $"{InstantText.Problem}, or a day such as 2026-01-31{ShownValue.Got(text)}");
        return null;
    }

    private static string? ReadZone(HttpRequest request, FieldProblems problems)
    {
        if (request.Query[Zone] is not [{ Length: > 0 } text, ..]) return null;
        if (TimeZones.TryRead(text, out string? id, out string? problem)) return id;
        problems.Add(Zone, $"{ShownValue.Of(text)} {problem}");
        return null;
    }
}
