namespace CallQueue.Documents;

/// <summary>README.md and everything below docs/, as they are in the checkout that these tests were built from.</summary>
internal static class Pages
{
    public static string Root { get; } = FindRoot();

    public static IReadOnlyList<string> All { get; } =
    [
        "README.md",
        .. Directory.EnumerateFiles(Path.Combine(Root, "docs"), "*.md", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Order(StringComparer.Ordinal),
    ];

    public static string PathOf(string name) => Path.Combine(Root, name);

    public static IReadOnlyList<Fence> FencesOf(string page) => Fence.Read(page, File.ReadAllText(PathOf(page)));

    private static string FindRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Orleans.CallQueue.sln"))) folder = Path.GetDirectoryName(folder);
        return folder ?? throw new InvalidOperationException("These tests are not run from a checkout.");
    }
}
