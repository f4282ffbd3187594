using System.Text.Json;
using CallQueue.Calls;
using CallQueue.Problems;
using Microsoft.AspNetCore.Http;

namespace CallQueue.Requests;

/// <summary>
/// A business's default_country for the numbers of a request. Most requests do not need it, so the body is first read without
/// it.
/// </summary>
internal static class DefaultCountry
{
    /// <summary>Null: the business has none.</summary>
    public static async Task<string?> OfAsync(IActors actors, BusinessId business) => (await actors.Business(business).GetAsync()).Settings.DefaultCountry;

    /// <summary>Reads with <paramref name="read"/>; a second time with the country when a number needs it and the business has one.</summary>
    /// <param name="actors">The businesses.</param>
    /// <param name="read">Reads everything, and adds to the problems that it is given.</param>
    /// <param name="businessOf">The business; null when it could not be read.</param>
    public static async Task<(T Read, FieldProblems Problems)> ReadAsync<T>(IActors actors, Func<FieldProblems, T> read, Func<T, BusinessId?> businessOf)
    {
        var problems = new FieldProblems();
        T first = read(problems);
        if (!problems.NeedsDefaultCountry || businessOf(first) is not { } business || await OfAsync(actors, business) is not { } country) return (first, problems);
        problems = new FieldProblems { DefaultCountry = country };
        return (read(problems), problems);
    }
}

/// <summary>The same for a body that is read as a stream, and therefore once: an item that needs the country is read again.</summary>
internal sealed class StreamedCountry(HttpContext http, IActors actors, FieldProblems problems)
{
    private BusinessId? _assumed;
    private bool _isAsked;

    /// <summary>Asks for the country, unless that was done before.</summary>
    /// <param name="fields">What the body has said so far.</param>
    /// <exception cref="NoSuchBusinessException">The sender has no access to the business.</exception>
    public async ValueTask AskAsync(IReadOnlyList<KeyValuePair<string, JsonElement>> fields)
    {
        if (_isAsked) return;
        _isAsked = true;
        string? named = ValidText.Read(() => new JsonFields([.. fields], "", null, new FieldProblems()).TextOrNumber(Tenant.Field));
        _assumed = Tenant.Of(http.Request, named, new FieldProblems());
        if (_assumed is { } business) problems.DefaultCountry = await DefaultCountry.OfAsync(actors, business);
    }

    /// <summary>After an item was read: whether it has to be read again, with the country and without its problems so far.</summary>
    /// <param name="fields">What the body has said so far.</param>
    /// <param name="before">How many problems there were before the item.</param>
    /// <exception cref="NoSuchBusinessException">The sender has no access to the business.</exception>
    public async ValueTask<bool> HelpsAsync(IReadOnlyList<KeyValuePair<string, JsonElement>> fields, int before)
    {
        if (_isAsked || !problems.NeedsDefaultCountry) return false;
        await AskAsync(fields);
        if (problems.DefaultCountry is null) return false;
        problems.TakeBack(before);
        return true;
    }

    /// <summary>To be called at the end: numbers must not have been read with the country of another business.</summary>
    /// <param name="business">The business of the request.</param>
    public void Confirm(BusinessId? business)
    {
        if (_isAsked && problems.NeedsDefaultCountry && business is not null && business != _assumed)
            problems.Add(Tenant.Field, "must come before the list in the body, or in the header X-Business-Id, since numbers without country code belong to the default_country of that business");
    }
}
