using System.Globalization;
using CallQueue.Calls;
using CallQueue.Hosting;

namespace CallQueue.Runs;

/// <summary>The people of a run on pages of their own, written once as they arrive. The root has the number of pages and of people.</summary>
internal sealed class StoredPeople(Commits<RunRoot> commits)
{
    /// <summary>The most people on a page.</summary>
    private const int PageLength = 1_000;

    /// <summary>The name of a page; 0 is the first.</summary>
    public static string NameOf(int page) => string.Create(CultureInfo.InvariantCulture, $"people.{page}");

    /// <summary>
    /// Reads the versions of the pages that <paramref name="part"/> would be written on: a crash may have left some that no root counts.
    /// </summary>
    public Task PrepareAsync(RunRoot root, RunPart part) => Task.WhenAll(PagesFrom(root, part).Select(page => commits.LoadVersionAsync(NameOf(page))));

    /// <summary>Writes what is new in <paramref name="part"/>; answers the root that counts it. Nothing is new: the same root.</summary>
    public RunRoot Write(RunRoot root, RunPart part)
    {
        foreach (NewCall?[] calls in part.Calls.Skip(root.People - part.Offset).Chunk(PageLength))
        {
            commits.WritePage(NameOf(root.PeoplePages), part with { Offset = root.People, Calls = calls }, CallQueueJson.Default.RunPart);
            root = root with { People = root.People + calls.Length, PeoplePages = root.PeoplePages + 1 };
        }

        return root;
    }

    /// <summary>Whether a part continues what is kept: it begins within it and goes beyond.</summary>
    public static bool IsNext(RunRoot root, RunPart part) => part.Offset <= root.People && part.Offset + part.Calls.Count > root.People;

    /// <summary>A page; null when there is none.</summary>
    public Task<RunPart?> ReadAsync(RunRoot root, int page) =>
        page >= 0 && page < root.PeoplePages ? commits.ReadPageAsync(NameOf(page), CallQueueJson.Default.RunPart) : Task.FromResult<RunPart?>(null);

    /// <summary>Removes everything of a person; answers whether there was anything. To be followed by a commit.</summary>
    public async Task<bool> EraseAsync(RunRoot root, int page, PhoneNumber number)
    {
        if (await ReadAsync(root, page) is not { } read || !read.Calls.Any(call => call?.To == number)) return false;
        if (await commits.LoadPageAsync(NameOf(page), CallQueueJson.Default.RunPart) is not { } part) return false;
        commits.WritePage(NameOf(page), part with { Calls = [.. part.Calls.Select(call => call?.To == number ? null : call)] }, CallQueueJson.Default.RunPart);
        return true;
    }

    /// <summary>Pages that were written are never replaced, unless somebody is erased: their versions are not needed.</summary>
    public void LetGo(int first, int end)
    {
        for (int page = first; page < end; page++) commits.LetGo(NameOf(page));
    }

    private static IEnumerable<int> PagesFrom(RunRoot root, RunPart part) =>
        Enumerable.Range(root.PeoplePages, (Math.Max(0, part.Offset + part.Calls.Count - root.People) + PageLength - 1) / PageLength);
}
