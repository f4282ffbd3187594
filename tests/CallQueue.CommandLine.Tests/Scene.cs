using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace CallQueue;

/// <summary>A data folder and files of one test, removed afterwards.</summary>
internal sealed class Scene : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("callqueue-").FullName;

    public static string SampleFile { get; } = Path.Combine(AppContext.BaseDirectory, "samples", "leads.csv");

    public string Data => Path.Combine(_root, "data");

    public string Ledger => Path.Combine(Data, "simulated-calls.jsonl");

    public string File(string name) => Path.Combine(_root, name);

    /// <summary>A CSV file of <paramref name="count"/> people, each with a message.</summary>
    public string People(int count)
    {
        var text = new StringBuilder("phone,name,message\n");
        for (int i = 0; i < count; i++) text.Append(CultureInfo.InvariantCulture, $"+1202{5_550_000 + i:0000000},P{i},Hello\n");
        return Text("people.csv", text.ToString());
    }

    public string Text(string name, string content)
    {
        System.IO.File.WriteAllText(File(name), content);
        return File(name);
    }

    /// <summary>The numbers that the simulated carrier placed calls to, in their order.</summary>
    public IReadOnlyList<string> Placed() => !System.IO.File.Exists(Ledger) ? [] :
        [.. ReadLines(Ledger).Select(line => JsonNode.Parse(line)!["to"]?.GetValue<string>()).OfType<string>()];

    public static IEnumerable<string> ReadLines(string path)
    {
        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        string[] lines = reader.ReadToEnd().Split('\n');
        // What follows the last line feed is being written.
        return lines[..^1].Where(line => line.Length > 0);
    }

    public void Dispose()
    {
        try
        {
            Directory.Delete(_root, recursive: true);
        }
        catch (IOException)
        {
            // A process that is being killed still writes; the system's temporary folder takes care of the rest.
        }
    }
}
