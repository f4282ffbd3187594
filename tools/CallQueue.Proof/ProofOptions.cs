namespace CallQueue.Proof;

/// <summary>How much of everything.</summary>
internal sealed record ProofOptions(int Minutes, int Calls, int Businesses, int Silos, int Seed);
