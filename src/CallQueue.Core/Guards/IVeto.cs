using CallQueue.Businesses;

namespace CallQueue.Guards;

/// <summary>Asks a business's app whether a person may be called now. Called from many turns at once.</summary>
public interface IVeto
{
    /// <summary>Asks, and waits at most as long as <paramref name="target"/> allows. What the app or the network does wrong is <see cref="VetoAnswer.NoAnswer"/>, what we do wrong <see cref="VetoAnswer.NotAsked"/>; it never throws.</summary>
    Task<VetoAnswer> AskAsync(VetoTarget target, VetoQuestion question);
}

/// <summary>May this person be called now?</summary>
/// <param name="Call">The call's name within the business.</param>
/// <param name="Run">Its run's name; null for a call submitted alone.</param>
/// <param name="Attempt">The attempt that would be made: 1 for the first.</param>
/// <param name="Data">The submitter's own JSON; null when there is none.</param>
public sealed record VetoQuestion(BusinessId Business, string Call, string? Run, PhoneNumber To, int Attempt, string? Data);

/// <summary>What the app has answered.</summary>
public abstract record VetoAnswer
{
    private VetoAnswer() { }

    /// <summary>Dial.</summary>
    public sealed record Eligible : VetoAnswer
    {
        public static Eligible Instance { get; } = new();
    }

    /// <summary>The call ends without a dial.</summary>
    /// <param name="Reason">In the app's words, at most 200 characters; null when it gave none.</param>
    public sealed record NotEligible(string? Reason) : VetoAnswer;

    /// <summary>
    /// The app was not asked, because something on our side failed: the question could not be written, the URL can't be used, the process stops.
    /// Whatever the business wants without an answer, the call is held back. <paramref name="Problem"/> holds no secret, no URL and no number.
    /// </summary>
    public sealed record NotAsked(string Problem) : VetoAnswer;

    /// <summary>Not in time, or not valid. <paramref name="Problem"/> holds no secret, no URL and no number.</summary>
    public sealed record NoAnswer(string Problem) : VetoAnswer;
}
