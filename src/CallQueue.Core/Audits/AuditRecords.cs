namespace CallQueue.Audits;

/// <summary>A trail's root record. Its entries are on pages of <see cref="PageLength"/>, by number.</summary>
/// <param name="Count">Entries; those of pages beyond that were never committed.</param>
/// <param name="Head">The hash of the newest.</param>
internal sealed record AuditRoot(long Count, string Head)
{
    /// <summary>Entries on one page: part of the stored format.</summary>
    public const int PageLength = 16;
}
