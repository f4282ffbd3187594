using CallQueue.Speech;

namespace CallQueue.Carriers.Twilio;

/// <summary>An account that is reached by Twilio's API of calls: at Twilio, or at a carrier that speaks it. Here is all that differs between them.</summary>
internal sealed record TwilioAccount
{
    /// <summary>The carrier's name, in paths and in texts.</summary>
    public required string Name { get; init; }

    /// <summary>The account in paths and in callbacks.</summary>
    public required string Id { get; init; }

    /// <summary>User name and password of requests.</summary>
    public required (string User, string Password) Credentials { get; init; }

    /// <summary>The caller id of calls that name none.</summary>
    public required PhoneNumber Number { get; init; }

    /// <summary>The API's address with what comes before <c>/Accounts</c>.</summary>
    public required string ApiUrl { get; init; }

    /// <summary>The API's address without a path of the API: the list's next pages are paths below it.</summary>
    public required string BaseUrl { get; init; }

    /// <summary>Asked to see whether the credentials are accepted, below the account; a path or a query.</summary>
    public string Check { get; init; } = ".json";

    public required Callbacks Callbacks { get; init; }

    public required string? AgentUrl { get; init; }

    /// <summary>What a person hears whose call no agent takes; null: nobody looks whether one does.</summary>
    public string? NoAgentMessage { get; init; }

    /// <summary>Where it is reported whether an agent took the call, and asked what comes after it; null: nobody looks.</summary>
    public Callbacks? AfterAgent => NoAgentMessage is null ? null : Callbacks;

    public required SpeechRules Speech { get; init; }

    public required ReportedEvents Events { get; init; }

    public required TimeSpan RequestTimeout { get; init; }

    public required TimeSpan AbsenceBelievedAfter { get; init; }

    public required TimeSpan ClockSkew { get; init; }

    /// <summary>Whether a create may carry its document.</summary>
    public bool Inline { get; init; } = true;

    /// <summary>Whether a create may limit the whole call.</summary>
    public bool LimitsTime { get; init; } = true;

    /// <summary>The states of a recording that are reported, as the values of one field each. Read only.</summary>
    public required List<string> RecordingEvents { get; init; }

    /// <summary>Whether a text is the id of a recording: it becomes a part of a URL.</summary>
    public required Func<string?, bool> IsRecordingId { get; init; }

    public required TwilioErrors Errors { get; init; }

    /// <summary>The headers with a webhook's signature; any of them may hold it.</summary>
    public required IReadOnlyList<string> SignatureHeaders { get; init; }

    /// <summary>The keys that webhooks may be signed with.</summary>
    public required IReadOnlyList<string> SigningKeys { get; init; }

    /// <summary>The account of valid options.</summary>
    /// <exception cref="ArgumentException">The options are not usable; the message names the member.</exception>
    public static TwilioAccount Of(TwilioOptions options)
    {
        if (options.FindProblem() is { } problem) throw new ArgumentException(problem, nameof(options));
        string baseUrl = options.BaseUrl.TrimEnd('/');
        return new TwilioAccount
        {
            Name = "twilio",
            Id = options.AccountSid,
            Credentials = options.Credentials,
            Number = options.Number,
            ApiUrl = $"{baseUrl}/2010-04-01",
            BaseUrl = baseUrl,
            // A standard API key may not read the account.
            Check = options.ApiKeySid is null ? ".json" : "/Calls.json?PageSize=1",
            Callbacks = Callbacks.ForTwilio(options.PublicUrl),
            AgentUrl = options.AgentUrl,
            NoAgentMessage = options.NoAgentMessage,
            Speech = TwilioSpeech.For(options.AgentUrl),
            Events = options.Events,
            RequestTimeout = options.RequestTimeout,
            AbsenceBelievedAfter = options.AbsenceBelievedAfter,
            ClockSkew = options.ClockSkew,
            RecordingEvents = ["completed", "absent"],
            IsRecordingId = TwilioRecordings.IsId,
            Errors = TwilioErrors.OfTwilio,
            SignatureHeaders = ["X-Twilio-Signature"],
            SigningKeys = string.IsNullOrWhiteSpace(options.OtherAuthToken) ? [options.AuthToken] : [options.AuthToken, options.OtherAuthToken],
        };
    }
}
