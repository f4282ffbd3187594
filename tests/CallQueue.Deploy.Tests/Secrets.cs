using System.Text.RegularExpressions;

namespace CallQueue;

/// <summary>Which settings are secrets.</summary>
internal static partial class Secrets
{
    public static bool IsNameOfOne(string setting) => Name().IsMatch(setting);

    // A REDIS_URL and a POSTGRES_URL have the password in them.
    [GeneratedRegex("PASSWORD|TOKEN|_KEY$|SECRET|AUTH$|ACCOUNT_SID|AUTH_ID|REDIS_URL|POSTGRES_URL")]
    private static partial Regex Name();
}
