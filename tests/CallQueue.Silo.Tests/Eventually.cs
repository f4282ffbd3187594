using System.Runtime.CompilerServices;

namespace CallQueue;

/// <summary>Waiting for processes, silos and Redis, which tell nobody when they are done.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Once it is so; fails with <paramref name="what"/> when that takes too long.</summary>
    public static async Task BeAsync(Func<Task<bool>> isSo, [CallerArgumentExpression(nameof(isSo))] string what = "", TimeSpan? within = null)
    {
        TimeProvider time = TimeProvider.System;
        long since = time.GetTimestamp();
        while (!await isSo())
        {
            if (time.GetElapsedTime(since) > (within ?? Patience)) throw new TimeoutException($"not within {within ?? Patience}: {what}");
            await Task.Delay(Pause, time);
        }
    }

    /// <inheritdoc cref="BeAsync(Func{Task{bool}}, string, TimeSpan?)"/>
    public static Task BeAsync(Func<bool> isSo, [CallerArgumentExpression(nameof(isSo))] string what = "", TimeSpan? within = null) =>
        BeAsync(() => Task.FromResult(isSo()), what, within);
}
