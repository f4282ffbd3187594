using Microsoft.AspNetCore.Http;

namespace CallQueue.Requests;

/// <summary>The query of a request, to be sent again with the next page.</summary>
internal static class QueryText
{
    /// <summary>The named parameters that were given, each with a trailing <c>&amp;</c>.</summary>
    public static string Again(HttpRequest request, params ReadOnlySpan<string> names)
    {
        string text = "";
        foreach (string name in names) if (request.Query[name] is [{ } value, ..]) text += $"{name}={Uri.EscapeDataString(value)}&";
        return text;
    }
}
