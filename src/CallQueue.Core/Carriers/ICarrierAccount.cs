namespace CallQueue.Carriers;

/// <summary>A carrier that can say whether it accepts our credentials, without placing a call.</summary>
public interface ICarrierAccount
{
    /// <summary>Asks the carrier about the account. Never throws for carrier trouble.</summary>
    Task<AccountAnswer> CheckAccountAsync(CancellationToken cancellation);
}

/// <summary>What a carrier says about an account.</summary>
/// <param name="Standing">Whether it accepts the credentials.</param>
/// <param name="Detail">For the operator; holds no secrets.</param>
public sealed record AccountAnswer(AccountStanding Standing, string Detail);

/// <summary>Whether a carrier accepts an account's credentials.</summary>
public enum AccountStanding
{
    /// <summary>The carrier accepts them, and the account is active.</summary>
    Accepted,

    /// <summary>The carrier rejects them, or has suspended the account.</summary>
    Refused,

    /// <summary>The carrier could not be asked.</summary>
    Unknown,
}
