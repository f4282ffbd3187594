using System.IO.Pipelines;
using System.Text;
using CallQueue.Inputs;
using CallQueue.Leads.Sources.Csv;

namespace CallQueue.Leads.Tests;

/// <summary>Texts that are made to be read again and again. Work is counted in characters, or is so large that a square of it would never end.</summary>
public sealed class HostileTextTests
{
    private const int Larger = 8;

    [Fact]
    public async Task A_CSV_row_that_drips_in_is_not_read_again_for_every_character()
    {
        double small = await StepsOf(4_000), large = await StepsOf(4_000 * Larger);
        (large / small).ShouldBeLessThan(Larger * 2);

        static async Task<long> StepsOf(int length)
        {
            using var text = new DrippingReader(new string('x', length) + "\n");
            var reader = new CsvReader(text, ',', []);
            (await reader.ReadAsync(default)).ShouldBeTrue();
            reader[0].Length.ShouldBe(length);
            return reader.Steps;
        }
    }

    [Fact]
    public void A_wide_row_is_searched_for_its_end_once_and_not_for_every_cell()
    {
        double small = StepsOf(1_000), large = StepsOf(1_000 * Larger);
        (large / small).ShouldBeLessThan(Larger * 2);

        static long StepsOf(int cells)
        {
            var reader = new CsvReader(null, ',', string.Concat(Enumerable.Repeat(" \"a,", cells)) + "\n");
            reader.Read().ShouldBeTrue();
            reader.Count.ShouldBe(cells + 1);
            return reader.Steps;
        }
    }

    [Fact]
    public async Task A_JSON_part_that_drips_in_is_not_read_again_for_every_byte()
    {
        double small = await StepsOf(4_000), large = await StepsOf(4_000 * Larger);
        (large / small).ShouldBeLessThan(Larger * 2);

        static async Task<long> StepsOf(int length)
        {
            var counted = new CountedPipe(PipeReader.Create(new DrippingStream(Encoding.UTF8.GetBytes($$"""{"calls":[{"a":"{{new string('x', length)}}"}]}"""))));
            await foreach (JsonPart part in new JsonParts(counted, "calls", 512 * 1024, long.MaxValue, false).ReadAsync(default)) part.Value.Dispose();
            return counted.Seen;
        }
    }

    /// <summary>These took from seconds to hours.</summary>
    public static TheoryData<string, string> Wide => new()
    {
        { "cells of a line inside a cell", "phone,name\n\"+12025550101,\n+12025550102,Ann" + new string(',', 200_000) + "\",Bo\n" },
        { "cells that open with a single mark", "phone,name\n+12025550101" + string.Concat(Enumerable.Repeat(",'a", 60_000)) + "\n" },
        { "cells that open with a double mark", "phone,name\n+12025550101" + string.Concat(Enumerable.Repeat(", \"a", 60_000)) + "\n" },
        { "cells with line ends", "phone,name\n+12025550101" + string.Concat(Enumerable.Repeat(",\"\na\"", 40_000)) + "\n" },
        { "columns", "phone" + string.Concat(Enumerable.Range(0, 30_000).Select(i => $",c{i}")) + "\n+12025550101" + string.Concat(Enumerable.Repeat(",'a", 30_000)) + "\n" },
        { "columns for numbers", string.Join(',', Enumerable.Repeat("phone", 30_000)) + "\n\"" + new string(',', 30_000) + "\n" + new string(',', 30_000) + "\"\n" },
    };

    [Theory]
    [MemberData(nameof(Wide))]
    public async Task A_row_of_very_many_cells_is_refused_at_once(string what, string csv)
    {
        Task<string[]> problems = TestFile.ProblemsAsync(csv);
        (await problems).ShouldNotBeEmpty(what);
    }

    /// <summary>One character at a time.</summary>
    private sealed class DrippingReader(string text) : TextReader
    {
        private int _at;

        public override ValueTask<int> ReadAsync(Memory<char> buffer, CancellationToken cancellationToken = default)
        {
            if (_at == text.Length || buffer.IsEmpty) return ValueTask.FromResult(0);
            buffer.Span[0] = text[_at++];
            return ValueTask.FromResult(1);
        }
    }

    /// <summary>One byte at a time.</summary>
    private sealed class DrippingStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => base.ReadAsync(buffer[..Math.Min(1, buffer.Length)], cancellationToken);
    }

    /// <summary>How many bytes were handed out, those again that were not consumed.</summary>
    private sealed class CountedPipe(PipeReader inner) : PipeReader
    {
        public long Seen { get; private set; }

        public override async ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default) => Counted(await inner.ReadAsync(cancellationToken));

        protected override async ValueTask<ReadResult> ReadAtLeastAsyncCore(int minimumSize, CancellationToken cancellationToken) =>
            Counted(await inner.ReadAtLeastAsync(minimumSize, cancellationToken));

        public override bool TryRead(out ReadResult result) => inner.TryRead(out result);

        public override void AdvanceTo(SequencePosition consumed) => inner.AdvanceTo(consumed);

        public override void AdvanceTo(SequencePosition consumed, SequencePosition examined) => inner.AdvanceTo(consumed, examined);

        public override void CancelPendingRead() => inner.CancelPendingRead();

        public override void Complete(Exception? exception = null) => inner.Complete(exception);

        private ReadResult Counted(ReadResult read)
        {
            Seen += read.Buffer.Length;
            return read;
        }
    }
}
