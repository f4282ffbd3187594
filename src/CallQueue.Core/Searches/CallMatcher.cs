using CallQueue.Calls;
using CallQueue.Hosting;

namespace CallQueue.Searches;

/// <summary>No I/O: compares calls with criteria.</summary>
internal sealed class CallMatcher(CallCriteria asked)
{
    /// <summary>The last digits by which pages are searched: with them a number is found in each spelling that a former version stored.</summary>
    private const int FilterDigits = 7;

    public CallCriteria Asked => asked;

    /// <summary>Whether what was submitted beside the number must be looked at.</summary>
    public bool AsksData => asked.LeadId is not null || asked.CampaignId is not null;

    /// <summary>The key by which the index finds the calls; null when there is none.</summary>
    public uint? Key =>
        asked.CarrierCall is { } id ? IndexKey.OfCarrierCall(id)
        : asked.Number is { } number ? IndexKey.OfNumber(number)
        : asked.LeadId is { } lead ? IndexKey.OfLead(lead)
        : null;

    public bool IsIn(CallPlaces place) => (asked.Places & place) != 0;

    public bool Matches(PhoneNumber? to) =>
        (asked.Number is null || to == asked.Number) && (asked.NumberEnding is not { } digits || to?.Digits.EndsWith(digits, StringComparison.Ordinal) == true);

    public bool Matches(DateTimeOffset at) => !(at < asked.From) && !(at >= asked.To);

    public bool Matches(Outcome? outcome) => outcome is not { } how || asked.Outcomes?.Contains(how) != false;

    /// <param name="data">What was submitted with the call.</param>
    /// <param name="isCampaign">The whole run belongs to the campaign.</param>
    public bool Matches(SubmittedData data, bool isCampaign) =>
        (asked.LeadId is null || data.LeadId == asked.LeadId) && (asked.CampaignId is null || isCampaign || data.CampaignId == asked.CampaignId);

    /// <summary>Whether all calls of a run belong to the campaign that is looked for.</summary>
    public bool IsCampaign(string? runData) => asked.CampaignId is { } campaign && SubmittedData.Read(runData).CampaignId == campaign;

    public bool Matches(CallSnapshot call) =>
        asked.CarrierCall is not { } id || call.Attempts.Any(attempt => attempt.CarrierCall?.Value == id);

    /// <summary>What a page must hold to have a call that matches.</summary>
    /// <param name="isAnyCampaign">Runs belong to the campaign as a whole, so that their calls do not name it.</param>
    public PageFilter FilterOf(bool isAnyCampaign)
    {
        if ((asked.Number?.Digits ?? asked.NumberEnding) is { } digits) return PageFilter.AnyOf(digits[^Math.Min(FilterDigits, digits.Length)..]);
        string? id = asked.LeadId ?? (isAnyCampaign ? null : asked.CampaignId);

        // A call whose record has what was submitted is looked up there.
        return id is not null && PageFilter.StoredPartOf(id) is { } stored ? PageFilter.AnyOf(stored, "\"k\":true") : PageFilter.None;
    }
}
