namespace CallQueue;

/// <summary>Files of this repository, for tests that compare code with documents.</summary>
internal static class Repository
{
    public static string PathOf(string relative)
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Directory.Packages.props"))) folder = Path.GetDirectoryName(folder);
        return Path.Combine(folder ?? throw new InvalidOperationException("not inside the repository"), relative);
    }
}
