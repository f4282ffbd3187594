using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using CallQueue.Inputs;

namespace CallQueue.Gateway.Tests.Inputs;

public sealed class JsonPartsTests
{
    private const string Document = "\uFEFF{\"a\": [1, {\"calls\": []}],\n \"calls\": [ {\"x\":\"é,]\"},\n\n [2] , 3\n], \"b\":\"t\" }\n";

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(1000)]
    public async Task However_the_bytes_arrive_the_parts_are_the_same(int chunk)
    {
        (await ReadAsync(Document, chunk)).ShouldBe(
            ["a :[1, {\"calls\": []}]@1", "calls 0:{\"x\":\"é,]\"}@2", "calls 1:[2]@4", "calls 2:3@4", "b :\"t\"@5"]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1000)]
    public async Task A_list_at_the_top_has_parts_without_name(int chunk) =>
        (await ReadAsync("[1,\n2]", chunk)).ShouldBe([" 0:1@1", " 1:2@2"]);

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{\"calls\":[1")]
    [InlineData("{\"calls\":[1 2]}")]
    [InlineData("{\"calls\":[{\"a\":1,\"a\":2}]}")]
    [InlineData("{\"a\":1,\"a\":2}")]
    [InlineData("{\"calls\":[],\"calls\":[]}")]
    [InlineData("[1] 2")]
    [InlineData("7")]
    public async Task Malformed_documents_are_refused_however_they_arrive(string text)
    {
        foreach (int chunk in new[] { 1, 3, 1000 }) await Should.ThrowAsync<JsonException>(() => ReadAsync(text, chunk));
    }

    [Theory]
    [InlineData("[\"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\"]")]
    [InlineData("[1,                                                                                                         2]")]
    public async Task A_part_over_its_limit_is_refused_and_not_collected(string text)
    {
        foreach (int chunk in new[] { 1, 1000 })
        {
            if (text.Contains('x', StringComparison.Ordinal)) await Should.ThrowAsync<InputTooLargeException>(() => ReadAsync(text, chunk, 100));
            else (await ReadAsync(text, chunk, 1000)).Count.ShouldBe(2);
        }
    }

    private static async Task<List<string>> ReadAsync(string text, int chunk, int maxPart = 1000)
    {
        var pipe = new Pipe(new PipeOptions(minimumSegmentSize: 1, useSynchronizationContext: false));
        Task writing = Task.Run(async () =>
        {
            foreach (byte[] bytes in Encoding.UTF8.GetBytes(text).Chunk(chunk)) await pipe.Writer.WriteAsync(bytes);
            await pipe.Writer.CompleteAsync();
        });

        var parts = new List<string>();
        try
        {
            await foreach (JsonPart part in new JsonParts(pipe.Reader, "calls", maxPart, 10_000, allowList: true).ReadAsync(default))
            {
                using (part.Value) parts.Add($"{part.Name} {part.Index}:{part.Value.RootElement.GetRawText()}@{part.Line}");
            }
        }
        finally
        {
            await pipe.Reader.CompleteAsync();
            await writing;
        }

        return parts;
    }
}
