namespace CallQueue.CarrierLab;

/// <summary>What goes wrong with one create.</summary>
/// <param name="Said">For the ledger.</param>
/// <param name="Placed">Whether the call is made all the same.</param>
/// <param name="Status">The HTTP status answered; 0: the connection is cut instead; -1: no answer ever.</param>
/// <param name="Body">The body answered; null: the carrier's own.</param>
/// <param name="RetryAfter">The Retry-After header; null: none.</param>
public sealed record CreateFault(string Said, bool Placed, int Status, string? Body = null, string? RetryAfter = null)
{
    public static readonly CreateFault LoseAfter = new("lost after", true, 0);
    public static readonly CreateFault LoseBefore = new("lost before", false, 0);
    public static readonly CreateFault ErrorAfter = new("500 placed", true, 500, "<html>oops</html>");
    public static readonly CreateFault ErrorBefore = new("500", false, 500, "<html>oops</html>");
    public static readonly CreateFault Throttle = new("429", false, 429);
    public static readonly CreateFault Silent = new("silent", true, -1);

    /// <summary>Any refusal or strange answer.</summary>
    public static CreateFault Answer(int status, string? body, bool placed = false, string? retryAfter = null) =>
        new($"{status}", placed, status, body, retryAfter);
}
