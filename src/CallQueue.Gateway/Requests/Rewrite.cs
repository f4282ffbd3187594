using CallQueue.Problems;
using Microsoft.AspNetCore.Http;

namespace CallQueue.Requests;

/// <summary>A change based on what was read before: of two concurrent changes, the second is repeated on top of the first.</summary>
internal static class Rewrite
{
    private const int MostTries = 20;

    /// <summary>Reads, changes and writes until no other change comes in between.</summary>
    /// <param name="tryAsync">The answer; null when another change came in between.</param>
    public static async Task<IResult> UntilTakenAsync(Func<Task<IResult?>> tryAsync)
    {
        for (int tries = 0; tries < MostTries; tries++)
        {
            if (await tryAsync() is { } answer) return answer;
        }

        return Refusals.NotNow("too many concurrent updates; not applied, try again");
    }
}
