namespace CallQueue.Carriers;

/// <summary>Callbacks as a gateway would hand them over.</summary>
internal static class Messages
{
    public static KeyValuePair<string, string>[] Form(params (string Name, string Value)[] fields) =>
        [.. fields.Select(f => KeyValuePair.Create(f.Name, f.Value))];

    public static CarrierMessage Post(string url, KeyValuePair<string, string>[] form, params (string Name, string Value)[] headers) =>
        new("POST", url, form, ReadOnlyMemory<byte>.Empty, Headers(headers));

    public static CarrierMessage Get(string url, params (string Name, string Value)[] headers) =>
        new("GET", url, [], ReadOnlyMemory<byte>.Empty, Headers(headers));

    public static CarrierMessage Json(string url, string body, params (string Name, string Value)[] headers) =>
        new("POST", url, [], System.Text.Encoding.UTF8.GetBytes(body), Headers(headers));

    private static Func<string, string?> Headers((string Name, string Value)[] headers) =>
        name => headers.FirstOrDefault(h => h.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;
}
