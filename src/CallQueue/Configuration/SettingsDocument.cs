using System.Globalization;
using System.Text;

namespace CallQueue.Configuration;

/// <summary>The table of settings as Markdown: docs/configuration.md, and the rows of the README.</summary>
internal static class SettingsDocument
{
    private const string Introduction = """
        # Configuration

        This page is generated from the table in the code: `callqueue config --markdown`. `callqueue config` shows all settings with their
        values and where each comes from; `callqueue config --check` ends with exit code 2 if one is invalid.

        ## Where settings come from

        Each source overrides those above it:

        | source | form |
        | --- | --- |
        | JSON file | `{ "PORT": 9000, "TWILIO_NUMBER": "+12025550123" }`: one object with the names below. `--config FILE`, `CALLQUEUE_CONFIG`, else `callqueue.json` in the data folder |
        | folder of secrets | one file per setting, named like it in upper or lower case. `--secrets FOLDER`, `CALLQUEUE_SECRETS`, else `/run/secrets` |
        | environment variables | `PORT=9000`. An empty variable counts as not set |
        | files that variables name | `TWILIO_AUTH_TOKEN_FILE=/etc/twilio-token`: the setting is the content of the file. Works for every setting |
        | options of the command line | `--port 9000` |

        An invalid setting ends the command with exit code 2; all problems are reported at once, each with the setting, its value and its
        source. A key of the JSON file that is not a setting is an error. An environment variable that looks like a setting but is not
        one (`TWILIO_ACOUNT_SID`), a variable of another system (`QUEUE_WORKERS`) and a setting that the command does not read are
        warnings in the log.

        """;

    /// <summary>The settings that most people need, as README lists them.</summary>
    private static readonly Setting[] MostUsed =
    [
        SettingTable.TwilioSid, SettingTable.TwilioToken, SettingTable.TwilioNumber, SettingTable.PublicUrl, SettingTable.Host, SettingTable.Port,
        SettingTable.Data, SettingTable.OperatorKey, SettingTable.Channels, SettingTable.RedisUrl,
    ];

    /// <summary>docs/configuration.md.</summary>
    public static string Markdown()
    {
        var text = new StringBuilder(Introduction);
        foreach (IGrouping<SettingGroup, Setting> group in SettingTable.All.GroupBy(setting => setting.Group))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## {Title(group.Key)}\n\n| setting | type | default | what it does | read by |\n| --- | --- | --- | --- | --- |\n");
            foreach (Setting setting in group)
                text.Append(CultureInfo.InvariantCulture, $"| `{setting.Name}` | {Type(setting)} | {Default(setting)} | {setting.Text} | {ReadBy(setting.Readers)} |\n");
        }

        return text.ToString().ReplaceLineEndings("\n");
    }

    /// <summary>The rows between the README's markers.</summary>
    public static string ReadmeRows()
    {
        var text = new StringBuilder("| setting | what it does | default |\n| --- | --- | --- |\n");
        foreach (Setting setting in MostUsed) text.Append(CultureInfo.InvariantCulture, $"| `{setting.Name}` | {setting.Text} | {Default(setting)} |\n");
        return text.ToString();
    }

    /// <summary>For the help text of a command: the names of what it reads, in lines.</summary>
    public static string Help(SettingReaders reader)
    {
        const int Width = 120;
        var text = new StringBuilder("Settings (environment variables, callqueue.json or files; 'callqueue config' shows all):");
        int column = Width;
        foreach (string name in SettingTable.All.Where(setting => (setting.Readers & reader) != 0).Select(setting => setting.Name))
        {
            if (column + name.Length + 2 > Width)
            {
                text.Append("\n ");
                column = 1;
            }

            text.Append(' ').Append(name);
            column += name.Length + 1;
        }

        return text.ToString();
    }

    public static string Title(SettingGroup group) => group switch
    {
        SettingGroup.Limits => "Limits and new businesses",
        SettingGroup.Outgoing => "Call log and webhooks",
        SettingGroup.Logging => "Log",
        _ => group.ToString(),
    };

    private static string Type(Setting setting) => setting.Form.Range == "" ? setting.Form.Type : $"{setting.Form.Type}: {setting.Form.Range}";

    private static string Default(Setting setting) => setting.DefaultText ?? (setting.Default is { } text ? $"`{text}`" : "");

    private static string ReadBy(SettingReaders readers)
    {
        if (readers == SettingReaders.All) return "all";
        return string.Join(", ", Enum.GetValues<SettingReaders>().Where(one => int.PopCount((int)one) == 1 && readers.HasFlag(one)).Select(Word));
    }

    private static string Word(SettingReaders reader) => reader == SettingReaders.Folder ? "commands" : reader.ToString().ToLowerInvariant();
}
