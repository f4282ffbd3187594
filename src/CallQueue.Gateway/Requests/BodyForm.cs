namespace CallQueue.Requests;

/// <summary>Another media type in which an endpoint takes its body.</summary>
/// <param name="Example">A complete and valid body.</param>
internal sealed record BodyForm(string MediaType, string Example);
