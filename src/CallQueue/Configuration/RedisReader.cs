using StackExchange.Redis;

namespace CallQueue.Configuration;

/// <summary>Reads where Redis is: <c>REDIS_URL</c>, else its parts.</summary>
internal static class RedisReader
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    public static ConfigurationOptions Read(SettingValues settings)
    {
        ConfigurationOptions options = settings.Text(SettingTable.RedisUrl) is { } url ? FromUrl(url, settings) : FromParts(settings);
        // A client that starts before Redis waits for it, and one that lost it comes back.
        options.AbortOnConnectFail = false;
        options.ConnectTimeout = (int)Timeout.TotalMilliseconds;
        options.AsyncTimeout = options.SyncTimeout = (int)Timeout.TotalMilliseconds;
        options.ClientName = "callqueue";
        return options;
    }

    private static ConfigurationOptions FromUrl(string url, SettingValues settings)
    {
        var options = new ConfigurationOptions();
        if (!Uri.TryCreate(url, UriKind.Absolute, out Uri? parsed) || parsed.Scheme is not ("redis" or "rediss"))
        {
            settings.Fail(SettingTable.RedisUrl, "must look like redis://user:password@host:6379/0, or rediss:// for TLS");
            return options;
        }

        string[] user = parsed.UserInfo.Split(':', 2);
        options.Ssl = parsed.Scheme == "rediss";
        options.EndPoints.Add(parsed.Host, parsed.Port > 0 ? parsed.Port : 6379);
        if (user.Length == 2) options.Password = Uri.UnescapeDataString(user[1]);
        if (user[0].Length > 0) options.User = Uri.UnescapeDataString(user[0]);
        if (parsed.AbsolutePath.Trim('/') is not { Length: > 0 } text) return options;
        if (int.TryParse(text, out int database)) options.DefaultDatabase = database;
        else settings.Fail(SettingTable.RedisUrl, "must end with the number of a database, or with the host and port");
        return options;
    }

    private static ConfigurationOptions FromParts(SettingValues settings)
    {
        var options = new ConfigurationOptions { Password = settings.Text(SettingTable.RedisPassword) };
        options.EndPoints.Add(settings.Text(SettingTable.RedisHost)!, settings.Whole(SettingTable.RedisPort));
        return options;
    }
}
