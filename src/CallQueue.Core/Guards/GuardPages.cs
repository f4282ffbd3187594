using System.Globalization;
using System.Text.Json.Serialization.Metadata;
using CallQueue.Hosting;

namespace CallQueue.Guards;

/// <summary>
/// An actor's pages of one kind, found by hash. None stays in memory: a page is read again for each question, and held only while it is being
/// changed, so that turns side by side change one and the same. A change lets go of its page once it is durable.
/// </summary>
internal sealed class GuardPages<TRoot, TPage>(Commits<TRoot> commits, string kind, JsonTypeInfo<TPage> json) where TRoot : class where TPage : class
{
    private readonly Dictionary<int, Held> _held = [];

    /// <summary>A stored page; null when there is none.</summary>
    public Task<TPage?> ReadAsync(int page) => commits.ReadPageAsync(NameOf(page), json);

    /// <summary>Changes a page and makes that durable.</summary>
    /// <param name="page">Its place.</param>
    /// <param name="change">From the page (null when there is none yet) to the changed one; null leaves it.</param>
    public async Task ChangeAsync(int page, Func<TPage?, TPage?> change)
    {
        if (!_held.TryGetValue(page, out Held? held)) _held.Add(page, held = new Held(commits.LoadPageAsync(NameOf(page), json)));
        held.Holders++;
        try
        {
            await held.LoadAsync();
            if (change(held.Page) is not { } changed)
            {
                // What the page shows may have been changed by another turn, not durably yet.
                await commits.SettledAsync();
                return;
            }

            held.Page = changed;
            commits.WritePage(NameOf(page), changed, json);
            await commits.CommitAsync();
        }
        finally
        {
            // Kept longer, all pages would stay in memory; released earlier, another turn would change an older version.
            if (--held.Holders == 0)
            {
                _held.Remove(page);
                commits.LetGo(NameOf(page));
            }
        }
    }

    private string NameOf(int page) => string.Create(CultureInfo.InvariantCulture, $"{kind}.{page}");

    private sealed class Held(Task<TPage?> loading)
    {
        private bool _isLoaded;

        public int Holders { get; set; }

        public TPage? Page { get; set; }

        public async Task LoadAsync()
        {
            TPage? loaded = await loading;
            if (_isLoaded) return;
            (Page, _isLoaded) = (loaded, true);
        }
    }
}
