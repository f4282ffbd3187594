using PhoneNumbers;

namespace CallQueue.Leads;

/// <summary>
/// Notices a last number that was cut off with its list: there is no line end after it, and it is shorter than every other number of its
/// country. Where it is the only one of its country, the country's numbering plan decides.
/// </summary>
internal sealed class CutNumber
{
    public const string Problem = "is where the list ends, and shorter than the numbers of its country; the list may have been cut off. Complete it, or end its last line";

    // By the first two digits, which tell most countries apart.
    private readonly int[] _shortest = new int[100];

    /// <summary>Whether this number may have been cut off.</summary>
    public bool Look(CallQueue.PhoneNumber number, bool isLast)
    {
        ReadOnlySpan<char> digits = number.Value.AsSpan(1);
        ref int shortest = ref _shortest[((digits[0] - '0') * 10) + digits[1] - '0'];
        bool isCut = isLast && (shortest > digits.Length || (shortest == 0 && !IsComplete(number)));
        if (shortest == 0 || digits.Length < shortest) shortest = digits.Length;
        return isCut;
    }

    private static bool IsComplete(CallQueue.PhoneNumber number)
    {
        try
        {
            return PhoneNumberUtil.GetInstance() is var plans && plans.IsValidNumber(plans.Parse(number.Value, null));
        }
        catch (NumberParseException)
        {
            return false;
        }
    }
}
