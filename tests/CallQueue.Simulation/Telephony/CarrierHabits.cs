namespace CallQueue.Simulation.Telephony;

/// <summary>How a carrier account behaves: what goes wrong with create requests, webhooks and lookups, as probabilities.</summary>
internal sealed record CarrierHabits
{
    /// <summary>A carrier in good health. People are still busy or away.</summary>
    public static CarrierHabits Good { get; } = new();

    /// <summary>The call is made, and the answer that says so is lost.</summary>
    public double AnswerLost { get; init; }

    /// <summary>The request never arrives; the sender cannot know that.</summary>
    public double RequestLost { get; init; }

    /// <summary>429.</summary>
    public double Throttled { get; init; }

    /// <summary>No connection: certainly not placed.</summary>
    public double NotConnected { get; init; }

    /// <summary>A 5xx; half of these have made the call.</summary>
    public double ServerError { get; init; }

    /// <summary>The account is closed until an operator mends it.</summary>
    public double Stopped { get; init; }

    /// <summary>The answer, or the request, takes seconds.</summary>
    public double Slow { get; init; }

    public double WebhookDropped { get; init; }

    public double WebhookTwice { get; init; }

    /// <summary>A webhook takes up to four minutes.</summary>
    public double WebhookLate { get; init; }

    public double LookupUnknown { get; init; }

    /// <summary>A lookup shows an earlier state of the call.</summary>
    public double LookupBehind { get; init; }

    /// <summary>A hang-up whose answer says nothing; half of these were carried out.</summary>
    public double HangUpUnknown { get; init; }
}

/// <summary>How people answer, whatever the weather.</summary>
internal sealed record People
{
    public double Completed { get; init; } = 0.6;

    public double Busy { get; init; } = 0.12;

    public double NoAnswer { get; init; } = 0.12;

    public double Failed { get; init; } = 0.08;

    /// <summary>The carrier refuses the request for good: no call is made.</summary>
    public double Refused { get; init; } = 0.02;

    /// <summary>How many of those that answer are machines.</summary>
    public double Machines { get; init; } = 0.4;

    /// <summary>The longest talk, in seconds.</summary>
    public double Talk { get; init; } = 40;
}
