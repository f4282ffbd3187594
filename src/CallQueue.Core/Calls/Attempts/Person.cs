using CallQueue.Carriers;

namespace CallQueue.Calls.Attempts;

/// <summary>No I/O: what the results of a run, and a search, say of a person beside the outcome, from what was submitted.</summary>
internal static class Person
{
    /// <summary>The end of a lease with the person's name and ids.</summary>
    public static LeaseEnd Describe(LeaseEnd end, CallSpec? spec, CarrierCallId? carrierCall)
    {
        if (spec is null || end is not (LeaseEnd.Final or LeaseEnd.Retry)) return end;
        SubmittedData data = SubmittedData.Read(spec.Data);
        return end switch
        {
            LeaseEnd.Final final => final with
            {
                CarrierCall = carrierCall?.Value, Name = SubmittedData.Short(spec.Script.Variables?.GetValueOrDefault("name")) ?? data.Name,
                CustomId = data.CustomId, LeadId = data.LeadId, CampaignId = data.CampaignId,
            },
            LeaseEnd.Retry retry => retry with { CarrierCall = carrierCall?.Value, LeadId = data.LeadId, CampaignId = data.CampaignId },
            _ => end,
        };
    }
}
