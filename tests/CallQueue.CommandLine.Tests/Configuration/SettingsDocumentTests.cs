namespace CallQueue.Configuration;

/// <summary>Keeps docs/configuration.md and the README's rows equal to the table. UPDATE=1 writes them.</summary>
public sealed class SettingsDocumentTests
{
    private const string Begin = "<!-- settings -->\n";
    private const string End = "<!-- /settings -->";

    [Fact]
    public void The_page_of_all_settings_is_the_table()
    {
        string page = PathOf("docs/configuration.md");
        if (IsUpdate) File.WriteAllText(page, SettingsDocument.Markdown());
        File.ReadAllText(page).ReplaceLineEndings("\n").ShouldBe(SettingsDocument.Markdown());
    }

    [Fact]
    public void The_rows_of_the_README_are_the_tables()
    {
        string page = PathOf("README.md");
        string text = File.ReadAllText(page).ReplaceLineEndings("\n");
        int begin = text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, end = text.IndexOf(End, StringComparison.Ordinal);
        begin.ShouldBeGreaterThan(Begin.Length);
        if (IsUpdate) File.WriteAllText(page, text = text[..begin] + SettingsDocument.ReadmeRows() + text[end..]);
        end = text.IndexOf(End, StringComparison.Ordinal);
        text[begin..end].ShouldBe(SettingsDocument.ReadmeRows());
    }

    [Fact]
    public async Task The_command_prints_the_page()
    {
        using var command = new InProcess();
        (await command.StartAsync("config", "--markdown")).ShouldBe(Commands.ExitCode.Done);
        command.Out.ReplaceLineEndings("\n").ShouldBe(SettingsDocument.Markdown());
    }

    [Fact]
    public void Every_setting_has_a_name_of_its_own_a_sentence_and_a_valid_default()
    {
        SettingTable.All.ShouldBeUnique();
        foreach (Setting setting in SettingTable.All)
        {
            setting.Text.ShouldEndWith(".", customMessage: setting.Name);
            setting.Text.ShouldNotContain("|");
            setting.Readers.ShouldNotBe(SettingReaders.None);
            if (setting.Default is { } text) setting.Form.FindProblem(text).ShouldBeNull(setting.Name);
        }
    }

    [Theory]
    [InlineData("serve", "API_RATE_LIMIT_PER_SECOND", "REDIS_URL")]
    [InlineData("silo", "REDIS_URL", "CALLQUEUE_NOTHING")]
    public async Task Help_lists_what_the_command_reads(string command, string read, string notRead)
    {
        (Commands.ExitCode code, string output, _) = await InProcess.RunAsync(command, "--help");
        code.ShouldBe(Commands.ExitCode.Done);
        output.ShouldContain(read);
        output.ShouldNotContain(notRead);
    }

    private static bool IsUpdate => Environment.GetEnvironmentVariable("UPDATE") == "1";

    private static string PathOf(string relative)
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Directory.Packages.props"))) folder = Path.GetDirectoryName(folder);
        return Path.Combine(folder ?? throw new InvalidOperationException("not inside the repository"), relative);
    }
}
