using CallQueue.Businesses;
using CallQueue.Calls;
using CallQueue.Hosting;

namespace CallQueue.Cluster;

/// <summary>Commands to a business as a gateway's client would repeat them.</summary>
internal static class Queue
{
    public static BusinessId Acme { get; } = new("acme");

    /// <summary>One call, to a number of its own.</summary>
    public static SubmitCall Call(int n) => new($"c{n}", $"f{n}", new NewCall { To = PhoneNumber.Parse($"+4420{n:D8}") });

    /// <summary>A whole run in one part.</summary>
    public static EnqueueCalls Run(string name, int calls) =>
        new(name, calls, 0, name, new RunTemplate(), [.. Enumerable.Range(1, calls).Select(n => new NewCall { To = PhoneNumber.Parse($"+4420{n:D8}") })]);

    /// <summary>Until it is durable, whatever happens in between.</summary>
    public static Task SubmitUntilTakenAsync(IBusiness business, int n) => Eventually.BeAsync(
        async () =>
        {
            try
            {
                return await business.SubmitAsync(Call(n)) is SubmitAnswer.Taken;
            }
            catch (UnavailableException)
            {
                return false;
            }
        },
        $"call {n} is taken");
}
