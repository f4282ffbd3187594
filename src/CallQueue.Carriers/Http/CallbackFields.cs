using CallQueue.Carriers;

namespace CallQueue.Http;

/// <summary>Where a callback's fields are: in the form of a POST, in the query of a GET.</summary>
internal static class CallbackFields
{
    public static IReadOnlyList<KeyValuePair<string, string>> Of(CarrierMessage message)
    {
        if (message.Method != "GET") return message.Form;
        int query = message.Url.IndexOf('?', StringComparison.Ordinal);
        return query < 0 ? [] : FormPairs.ParseQuery(message.Url[query..]);
    }
}
