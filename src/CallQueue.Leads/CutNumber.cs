namespace CallQueue.Leads;

/// <summary>
/// Notices a last number that was cut off with its list: there is no line end after it, and it is shorter than every other number of its
/// country. In a country where numbers have one length the number itself would be refused.
/// </summary>
internal sealed class CutNumber
{
    public const string Problem = "is where the list ends, and shorter than every other number of its country; the list may have been cut off. Complete it, or end its last line";

    // By the first two digits, which tell most countries apart.
    private readonly int[] _shortest = new int[100];

    /// <summary>Whether this number may have been cut off.</summary>
    public bool Look(PhoneNumber number, bool isLast)
    {
        string digits = number.Digits;
        ref int shortest = ref _shortest[((digits[0] - '0') * 10) + digits[1] - '0'];
        bool isCut = isLast && shortest > digits.Length;
        if (shortest == 0 || digits.Length < shortest) shortest = digits.Length;
        return isCut;
    }
}
