namespace CallQueue.Calls;

/// <summary>What of a <see cref="RetryPolicy"/> applies only where the policy below it says nothing.</summary>
public enum RetryYield
{
    /// <summary>It applies as it is.</summary>
    Nothing,

    /// <summary>Its number of attempts applies; the delays and the outcomes are those of the policy below.</summary>
    Delays,

    /// <summary>It is a default: any policy below applies instead.</summary>
    All,
}
