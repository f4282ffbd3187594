namespace CallQueue.Configuration;

/// <summary>How many letters two names differ by: a letter added, left out, replaced, or two neighbors swapped counts one.</summary>
internal static class EditDistance
{
    public static int Between(string a, string b)
    {
        int[] before = [], last = new int[b.Length + 1], now = new int[b.Length + 1];
        for (int j = 0; j <= b.Length; j++) last[j] = j;
        for (int i = 1; i <= a.Length; i++)
        {
            now[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int cost = a[i - 1] == b[j - 1] ? 0 : 1;
                now[j] = Math.Min(Math.Min(last[j] + 1, now[j - 1] + 1), last[j - 1] + cost);
                bool isSwap = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
                if (isSwap) now[j] = Math.Min(now[j], before[j - 2] + 1);
            }

            (before, last, now) = (last, now, new int[b.Length + 1]);
        }

        return last[b.Length];
    }
}
