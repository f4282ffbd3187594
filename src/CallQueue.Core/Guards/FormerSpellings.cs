using CallQueue.Businesses;
using CallQueue.Directories;
using CallQueue.Hosting;

namespace CallQueue.Guards;

/// <summary>
/// The one-time move of do-not-call lists and contact caps that were stored under a number with a trunk prefix, such as
/// +4402079460100, to the number's right spelling. A process runs it before it dials; a list that was moved is not looked at
/// again. Repeating it, also in several processes at once, is fine.
/// </summary>
public sealed class FormerSpellings(IActors actors)
{
    private const int ShardsAtOnce = 16;

    /// <summary>Answers how many entries were moved.</summary>
    /// <exception cref="UnavailableException">Some lists may not have been moved; run it again.</exception>
    public async Task<int> MoveAsync(CancellationToken cancellation)
    {
        // Of everybody's list each shard is asked, since an import may add some of them.
        int moved = await MoveAsync(null, withDials: false, cancellation);
        string? after = null;
        do
        {
            DirectoryPage page = await actors.Businesses.ListAsync(after, IDirectory.MaxPage);
            foreach (string name in page.Names)
            {
                var business = new BusinessId(name);
                BusinessSnapshot now = await actors.Business(business).GetAsync();
                bool hasCaps = now.Settings.ContactCaps is { Count: > 0 };
                if (!now.HasList && !hasCaps) continue;
                if (!await actors.Guard(new GuardId(business, 0)).IsRespelledAsync()) moved += await MoveAsync(business, hasCaps, cancellation);
            }

            after = page.HasMore ? page.Names[^1] : null;
        }
        while (after is not null);
        return moved;
    }

    /// <summary>The first shard at last: it says that all of them are done.</summary>
    private async Task<int> MoveAsync(BusinessId? business, bool withDials, CancellationToken cancellation)
    {
        int moved = 0;
        foreach (int[] shards in Enumerable.Range(1, GuardId.Shards - 1).Chunk(ShardsAtOnce).Append([0]))
        {
            cancellation.ThrowIfCancellationRequested();
            moved += (await Task.WhenAll(shards.Select(shard => actors.Guard(new GuardId(business, shard)).RespellAsync(withDials)))).Sum();
        }

        return moved;
    }
}
