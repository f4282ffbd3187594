namespace CallQueue.Proof;

internal static class Costs
{
    public static Task<bool> RunAsync(ProofOptions options) => Task.FromResult(options.Calls < 0);
}
