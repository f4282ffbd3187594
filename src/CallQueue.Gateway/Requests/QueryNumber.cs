using System.Globalization;
using CallQueue.Problems;
using Microsoft.AspNetCore.Http;

namespace CallQueue.Requests;

/// <summary>Whole numbers in the query.</summary>
internal static class QueryNumber
{
    /// <summary>The number from <paramref name="min"/> to <paramref name="max"/>; null where it is absent or, after adding the problem to <paramref name="problems"/>, invalid.</summary>
    public static long? Read(HttpRequest request, string name, long min, long max, FieldProblems problems)
    {
        if (request.Query[name] is not [{ } text, ..]) return null;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number) && number >= min && number <= max) return number;
        problems.Add(name, string.Create(CultureInfo.InvariantCulture, $"must be a whole number from {min} to {max}{ShownValue.Got(text)}"));
        return null;
    }
}
