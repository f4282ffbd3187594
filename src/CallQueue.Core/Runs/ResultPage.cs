using System.Text.Json;

namespace CallQueue.Runs;

/// <summary>
/// One page of a run's results in memory, in the order of the calls, with the JSON of each: a page is written whole whenever one of its calls ends, and only
/// what is new is to be put into JSON for that.
/// </summary>
internal sealed class ResultPage
{
    private readonly List<RunResult> _results;
    private readonly List<byte[]?> _texts;

    /// <param name="results">In the order of their index.</param>
    public ResultPage(List<RunResult> results) => (_results, _texts) = (results, [.. new byte[]?[results.Count]]);

    public IReadOnlyList<RunResult> Results => _results;

    /// <summary>Puts a result in its place, instead of an earlier one of the same call.</summary>
    public void Put(RunResult result)
    {
        int place = _results.FindIndex(known => known.Index >= result.Index);
        if (place < 0) place = _results.Count;
        if (place < _results.Count && _results[place].Index == result.Index)
        {
            (_results[place], _texts[place]) = (result, null);
            return;
        }

        _results.Insert(place, result);
        _texts.Insert(place, null);
    }

    /// <summary>The page as it is stored: the same bytes as those of the list of its results.</summary>
    public byte[] ToJson()
    {
        int length = Math.Max(2, _results.Count + 1);
        for (int i = 0; i < _results.Count; i++) length += (_texts[i] ??= JsonSerializer.SerializeToUtf8Bytes(_results[i], CallQueueJson.Default.RunResult)).Length;
        byte[] page = new byte[length];
        int at = 0;
        foreach (byte[]? text in _texts)
        {
            page[at] = (byte)(at == 0 ? '[' : ',');
            text!.CopyTo(page, at + 1);
            at += text.Length + 1;
        }

        page[0] = (byte)'[';
        page[^1] = (byte)']';
        return page;
    }
}
