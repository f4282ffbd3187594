using CallQueue.Businesses.State;
using CallQueue.Hosting;
using Microsoft.Extensions.Logging;

namespace CallQueue.Businesses.Turns;

/// <summary>What one pass of the loader did.</summary>
internal readonly record struct PagesLoaded(bool IsAny, bool IsAnyFailed);

/// <summary>
/// Loads the pages that a business's lists want. A page that can't be loaded is reported and tried again after a delay that doubles from
/// a second to a minute; meanwhile the other lists get theirs.
/// </summary>
internal sealed class PageLoader
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromMinutes(1);

    private readonly BusinessState _state;
    private readonly IPageReader _pages;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly Predicate<string> _mayLoad;
    private readonly Dictionary<string, (DateTimeOffset At, TimeSpan Delay)> _failed = new(StringComparer.Ordinal);
    private bool _isLoading;

    public PageLoader(BusinessState state, IPageReader pages, TimeProvider time, ILogger log)
    {
        (_state, _pages, _time, _log) = (state, pages, time, log);
        _mayLoad = page => !_failed.TryGetValue(page, out (DateTimeOffset At, TimeSpan Delay) failed) || failed.At <= Now;
    }

    /// <summary>When a page that failed is tried again; null when none has, and while pages are loaded.</summary>
    public DateTimeOffset? RetryAt => _isLoading || _failed.Count == 0 ? null : _failed.Values.Min(failed => failed.At);

    private DateTimeOffset Now => _time.GetUtcNow();

    /// <summary>Loads what is wanted, one page at a time. Does nothing while an earlier call still loads.</summary>
    public async Task<PagesLoaded> LoadAsync()
    {
        if (_isLoading) return default;
        _isLoading = true;
        bool isAny = false, isAnyFailed = false;
        while (_state.WantedPage(Now, _mayLoad) is { } wanted)
        {
            try
            {
                await wanted.List.LoadAsync(wanted.Page, _pages);
                _state.Delayed.Open(Now);
                _state.Dials.Seal();
                _state.Index.Seal();
                _failed.Remove(wanted.Page);
                isAny = true;
            }
            catch (UnavailableException e)
            {
                _log.PageNotLoaded(_state.Id, e);
                TimeSpan delay = _failed.TryGetValue(wanted.Page, out (DateTimeOffset At, TimeSpan Delay) last) ? last.Delay * 2 : FirstDelay;
                delay = delay < LongestDelay ? delay : LongestDelay;
                _failed[wanted.Page] = (Now + delay, delay);
                isAnyFailed = wanted.List.IsStuck = true;
            }
        }

        if (_failed.Count > 0) ForgetUnwanted();
        _state.HasStuckLists = _failed.Count > 0;
        _isLoading = false;
        return new PagesLoaded(isAny, isAnyFailed);
    }

    /// <summary>What could be tried again by now and was not: a run that was stopped no longer wants its page.</summary>
    private void ForgetUnwanted()
    {
        foreach (string page in _failed.Where(failed => failed.Value.At <= Now).Select(failed => failed.Key).ToList()) _failed.Remove(page);
    }
}
