using CallQueue;
using CallQueue.Calls;

namespace Samples.Extensions;

/// <summary>Priorities: an app's own words for them, put on calls before they are submitted.</summary>
public static class CustomerTiers
{
    /// <summary>The priority of a customer's tier; an unknown tier is normal.</summary>
    public static Priority PriorityOf(string tier) => tier switch
    {
        "vip" => Priority.Urgent,
        "gold" => Priority.High,
        "trial" => Priority.Low,
        _ => Priority.Normal,
    };

    /// <summary>A call with the priority of its customer's tier.</summary>
    public static NewCall CallOf(PhoneNumber number, string tier) => new() { To = number, Priority = PriorityOf(tier) };
}
