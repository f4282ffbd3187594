namespace CallQueue.CarrierLab.Twilio;

/// <summary>What differs between Twilio and a carrier that speaks its API.</summary>
/// <param name="Carrier">Its name in calls and in the ledger.</param>
/// <param name="Root">What comes before <c>/Accounts</c>.</param>
/// <param name="Account">The account's id.</param>
/// <param name="Token">The password of requests.</param>
/// <param name="IsLaml">Ids are UUIDs, lists and errors are SignalWire's, and documents are not taken inline.</param>
public sealed record TwilioDialect(string Carrier, string Root, string Account, string Token, bool IsLaml)
{
    public static TwilioDialect Twilio(LabOptions options) => new("twilio", "/2010-04-01", options.TwilioSid, options.TwilioToken, IsLaml: false);

    public static TwilioDialect SignalWire(LabOptions options) => new("signalwire", "/api/laml/2010-04-01", options.SignalWireProject, options.SignalWireToken, IsLaml: true);

    public string Url => $"{Root}/Accounts/{Account}";

    public string NewId(string prefix) => IsLaml ? Guid.NewGuid().ToString() : prefix + Guid.NewGuid().ToString("N");
}
