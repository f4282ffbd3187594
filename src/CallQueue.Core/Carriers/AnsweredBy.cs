namespace CallQueue.Carriers;

/// <summary>The verdicts of machine detection, as <see cref="CarrierReport.AnsweredBy"/> has them. Each carrier's words are translated by its adapter.</summary>
public static class AnsweredBy
{
    /// <summary>A person.</summary>
    public const string Human = "human";

    /// <summary>An answering machine, or a fax.</summary>
    public const string Machine = "machine";

    /// <summary>The carrier listened and could not decide.</summary>
    public const string Unknown = "unknown";
}
