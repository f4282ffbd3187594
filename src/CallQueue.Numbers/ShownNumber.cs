using System.Text;

namespace CallQueue.Numbers;

/// <summary>A value as it came, since the mistake is in how it is written; but with all digits except the last four hidden.</summary>
internal static class ShownNumber
{
    private const int ShownDigits = 4;
    private const int Longest = 60;

    public static string Of(string text)
    {
        string trimmed = text.Trim();
        int hidden = trimmed.EnumerateRunes().Count(Rune.IsDigit) - ShownDigits;
        var shown = new StringBuilder("'");
        foreach (Rune rune in trimmed.EnumerateRunes())
        {
            if (shown.Length > Longest)
            {
                shown.Append("...");
                break;
            }

            if (Rune.IsDigit(rune) && hidden-- > 0) shown.Append('*');
            else if (Rune.IsControl(rune)) shown.Append(' ');
            else shown.Append(rune.ToString());
        }

        return shown.Append('\'').ToString();
    }
}
