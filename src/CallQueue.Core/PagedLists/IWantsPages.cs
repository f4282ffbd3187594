using CallQueue.Hosting;

namespace CallQueue.PagedLists;

/// <summary>A list of which a page is to be loaded.</summary>
internal interface IWantsPages
{
    /// <summary>The page to load next; null for none.</summary>
    string? Wanted { get; }

    /// <summary>The page that it wants could not be loaded; false again once one has arrived.</summary>
    bool IsStuck { get; set; }

    /// <summary>Loads a page that is wanted; one that is no longer wanted when it arrives is dropped.</summary>
    /// <exception cref="StorageException">It could not be read, or is still wanted and missing.</exception>
    Task LoadAsync(string page, IPageReader pages);
}
