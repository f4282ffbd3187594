using CallQueue.Carriers;

namespace CallQueue.Webhooks;

/// <summary>Reads and verifies an agent provider's webhooks beside a carrier that is another company.</summary>
/// <param name="Webhooks">The reader.</param>
public sealed record ProviderReceiver(ICarrierWebhooks Webhooks);
