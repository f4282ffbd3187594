namespace CallQueue.PagedLists;

/// <summary>A range of a list's pages: those named <c>{list}.{epoch}.{first}</c> to <c>…{last}</c>.</summary>
internal sealed record PageRange(long Epoch, int First, int Last);

/// <summary>
/// A <see cref="PagedList{T}"/> as stored in the root: its size depends on how often it changed hands, never on how long it is.
/// </summary>
/// <param name="Id">Unique among the business's lists for ever, so that page names are never used twice.</param>
/// <param name="Taken">Items already taken from the first page.</param>
internal sealed record PagedListRecord<T>(string Id, long Count, IReadOnlyList<PageRange> Pages, int Taken, IReadOnlyList<T> Tail);
