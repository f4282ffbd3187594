using System.Globalization;
using CallQueue.Directories;
using CallQueue.Problems;
using Microsoft.AspNetCore.Http;

namespace CallQueue.Requests;

/// <summary>A page of a list of names, from the query: those <c>after</c> a name, at most <c>limit</c>.</summary>
internal readonly record struct NamePage(string? After, int Limit)
{
    /// <summary>The most items of a page, which is also how many it has without a limit.</summary>
    public const int Usual = 100;

    /// <summary>Reads it; null after adding the problems to <paramref name="problems"/>.</summary>
    public static NamePage? Of(HttpRequest request, FieldProblems problems)
    {
        int before = problems.Count;
        int limit = (int)(QueryNumber.Read(request, "limit", 1, Usual, problems) ?? Usual);
        return problems.Count > before ? null : new NamePage(request.Query["after"] is [{ Length: > 0 } after, ..] ? after : null, limit);
    }

    /// <summary>The address of the next page; null when none does.</summary>
    public string? Next(string path, DirectoryPage page) =>
        page is { HasMore: true, Names: [.., var last] }
            ? string.Create(CultureInfo.InvariantCulture, $"{path}?after={Uri.EscapeDataString(last)}&limit={Limit}")
            : null;
}
