namespace CallQueue.Carriers;

/// <summary>The rules for URLs that come from configuration. Problems are phrased to follow the name of the setting.</summary>
internal static class CarrierUrls
{
    /// <summary>Why carriers could not call this URL back; null when they could.</summary>
    public static string? ProblemAsPublicUrl(string? url)
    {
        if (string.IsNullOrWhiteSpace(url)) return "is missing; set it to the public address at which the carrier can reach this server, since it reports by webhook";
        if (ProblemAsBaseUrl(url) is { } problem) return problem;
        // Twilio refuses a callback whose host name has an underscore.
        if (new Uri(url).Host.Contains('_', StringComparison.Ordinal)) return "must not have '_' in its host name, since carriers reject it";
        return null;
    }

    /// <summary>Why this can't be the start of other URLs; null when it can.</summary>
    public static string? ProblemAsBaseUrl(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out Uri? parsed) || parsed.Scheme is not ("http" or "https"))
            return "must be an absolute http or https URL";
        if (parsed.Query.Length > 0 || parsed.Fragment.Length > 0 || url.Contains('?', StringComparison.Ordinal))
            return "must have no query and no fragment";
        return parsed.UserInfo.Length > 0 ? "must not hold a user name or password" : null;
    }
}
