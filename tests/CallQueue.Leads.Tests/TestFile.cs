using System.Text;
using CallQueue.Calls;
using Microsoft.Extensions.Time.Testing;

namespace CallQueue.Leads.Tests;

/// <summary>A file in the temporary folder for as long as a test needs it, and the reader over it.</summary>
internal sealed class TestFile : IDisposable
{
    public static readonly DateTimeOffset Now = new(2026, 3, 2, 10, 0, 0, TimeSpan.Zero);

    public TestFile(byte[] content, string extension = ".csv")
    {
        Path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"leads-{Guid.NewGuid():n}{extension}");
        File.WriteAllBytes(Path, content);
    }

    public TestFile(string content, string extension = ".csv") : this(new UTF8Encoding(false).GetBytes(content), extension)
    {
    }

    public string Path { get; }

    public LeadFile Open(int listed = 50, string zone = "UTC", string[]? map = null, string[]? phones = null, string? country = null) =>
        new(Path, new LeadFileOptions { Country = country, ListedProblems = listed, TimeZone = zone, Time = new FakeTimeProvider(Now), Mapping = LeadMapping.Parse(map ?? [], phones ?? [], out _)! });

    public Task<LeadCheck> CheckAsync(int listed = 50) => Open(listed).CheckAsync();

    /// <summary>All calls of a file that is fine.</summary>
    public async Task<List<NewCall>> ReadAsync(int partSize = 10_000, string zone = "UTC", string[]? map = null, string[]? phones = null)
    {
        LeadFile file = Open(zone: zone, map: map, phones: phones);
        (await file.CheckAsync()).Problems.ShouldBeEmpty();
        var calls = new List<NewCall>();
        await foreach (IReadOnlyList<NewCall> part in file.ReadAsync(partSize)) calls.AddRange(part);
        return calls;
    }

    /// <summary>What is wrong with a text, as people read it.</summary>
    public static async Task<string[]> ProblemsAsync(string content, string extension = ".csv", string[]? map = null)
    {
        using var file = new TestFile(content, extension);
        return [.. (await file.Open(map: map).CheckAsync()).Problems.Select(p => p.ToString())];
    }

    public void Dispose() => File.Delete(Path);
}
