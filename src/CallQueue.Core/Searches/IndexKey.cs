namespace CallQueue.Searches;

/// <summary>The hashes by which the index of calls finds them: part of the stored format.</summary>
internal static class IndexKey
{
    public static uint OfNumber(PhoneNumber number) => Of('n', number.Value);

    public static uint OfLead(string leadId) => Of('l', leadId);

    public static uint OfCarrierCall(string carrierCall) => Of('c', carrierCall);

    private static uint Of(char kind, string text) => (uint)StableHash.Of(kind + text);
}
