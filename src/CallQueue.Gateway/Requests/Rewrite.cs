using CallQueue.Problems;
using Microsoft.AspNetCore.Http;

namespace CallQueue.Requests;

/// <summary>A change made from what was read before: of two at once, the second is made anew from what the first has left.</summary>
internal static class Rewrite
{
    private const int MostTries = 20;

    /// <summary>Reads, changes and writes until nobody has come in between.</summary>
    /// <param name="tryAsync">The answer; null when somebody has.</param>
    public static async Task<IResult> UntilTakenAsync(Func<Task<IResult?>> tryAsync)
    {
        for (int tries = 0; tries < MostTries; tries++)
        {
            if (await tryAsync() is { } answer) return answer;
        }

        return Refusals.NotNow("others change it all the time; nothing of this change was taken");
    }
}
