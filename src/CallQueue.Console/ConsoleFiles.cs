using System.Reflection;

namespace CallQueue.Consoles;

/// <summary>The built files of the console, out of this assembly. Each was compressed when it was built; the plain form is kept for clients that ask for it.</summary>
internal sealed class ConsoleFiles
{
    private const string Folder = "dist/", Gzip = ".gz", Brotli = ".br", IndexName = "index.html";

    private ConsoleFiles(byte[] index, IReadOnlyList<ConsoleFile> others) => (Index, Others) = (index, others);

    /// <summary>The first page.</summary>
    public byte[] Index { get; }

    /// <summary>Every other file. The names of those in <c>assets/</c> change with their content.</summary>
    public IReadOnlyList<ConsoleFile> Others { get; }

    public static ConsoleFiles Load()
    {
        Assembly assembly = typeof(ConsoleFiles).Assembly;
        var contents = assembly.GetManifestResourceNames().Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
            .ToDictionary(name => name[Folder.Length..].Replace('\\', '/'), name => Read(assembly, name), StringComparer.Ordinal);
        var others = contents.Keys.Where(path => path != IndexName && !path.EndsWith(Gzip, StringComparison.Ordinal) && !path.EndsWith(Brotli, StringComparison.Ordinal))
            .Select(path => new ConsoleFile(path, contents[path], contents.GetValueOrDefault(path + Gzip), contents.GetValueOrDefault(path + Brotli)));
        return new ConsoleFiles(contents[IndexName], [.. others]);
    }

    private static byte[] Read(Assembly assembly, string name)
    {
        using Stream stream = assembly.GetManifestResourceStream(name)!;
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
