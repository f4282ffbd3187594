using CallQueue.Commands;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.KeyPerFile;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.FileProviders;

namespace CallQueue.Configuration;

/// <summary>
/// Where settings come from. Each source overrides those before it: the JSON file, the folder of secrets, environment
/// variables, the files that variables name (<c>NAME_FILE</c>), options of the command line.
/// </summary>
internal sealed class SettingSources
{
    public const string FileName = "callqueue.json";

    /// <summary>Where Docker, Podman and Compose mount secrets.</summary>
    public const string UsualSecrets = "/run/secrets";

    private const long LargestFile = 64 * 1024;

    private readonly List<(IConfigurationSource Source, Func<Setting, string> Origin)> _sources = [];
    private readonly List<SettingProblem> _problems = [];

    private SettingSources() { }

    /// <summary>Reads all sources. Never throws for what they contain: problems are kept in the result.</summary>
    /// <param name="environment">The environment variables.</param>
    /// <param name="options">What options of the command line set.</param>
    /// <param name="usualSecrets">The folder of secrets where no setting names one; null: none.</param>
    public static SettingValues Read(IReadOnlyDictionary<string, string> environment, IReadOnlyDictionary<Setting, SettingValue> options, string? usualSecrets)
    {
        // The first sources depend on the last: where the JSON file and the secrets are is itself a setting.
        var last = new SettingSources();
        last.AddEnvironment(environment);
        last.AddNamedFiles(environment);
        last.AddOptions(options);
        SettingValues known = last.Build();

        var all = new SettingSources();
        all.AddJson(known);
        all.AddSecrets(known, usualSecrets);
        all._sources.AddRange(last._sources);
        all._problems.AddRange(last._problems);
        return all.Build();
    }

    private SettingValues Build()
    {
        var builder = new ConfigurationBuilder();
        foreach ((IConfigurationSource source, _) in _sources) builder.Add(source);
        return new SettingValues(builder.Build(), [.. _sources.Select(source => source.Origin)], _problems);
    }

    private void AddJson(SettingValues known)
    {
        string path = known.Text(SettingTable.Config) ?? Path.Combine(known.Text(SettingTable.Data)!, FileName);
        if (known.Find(SettingTable.Config) is null && !File.Exists(path)) return;
        try
        {
            using FileStream file = File.OpenRead(path);
            IConfigurationRoot json = new ConfigurationBuilder().AddJsonStream(file).Build();
            foreach (IConfigurationSection section in json.GetChildren()) CheckKey(section, path);
            Add(json.AsEnumerable(), setting => $"{setting.Name} in {path}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException or FormatException or System.Text.Json.JsonException)
        {
            _problems.Add(new SettingProblem(SettingTable.Config, $"The settings file {path} can't be read: {e.GetBaseException().Message.TrimEnd('.')}. It must be one JSON object: {{ \"PORT\": 8000 }}."));
        }
    }

    private void CheckKey(IConfigurationSection section, string path)
    {
        if (SettingTable.Find(section.Key) is { } setting)
        {
            if (section.GetChildren().Any()) _problems.Add(new SettingProblem(setting, $"{setting.Name} must be a single value, not a list or an object (in {path})."));
            return;
        }

        string hint = NearestNames.Of(section.Key) is { } near ? $" Did you mean {near}?" : " callqueue config lists all settings.";
        _problems.Add(new SettingProblem(null, $"'{section.Key}' in {path} is not a setting.{hint}"));
    }

    private void AddSecrets(SettingValues known, string? usual)
    {
        SettingValue? named = known.Find(SettingTable.Secrets);
        string? folder = named?.Text ?? usual;
        if (folder is null || !Directory.Exists(folder))
        {
            if (named is not null) _problems.Add(SettingProblem.Of(SettingTable.Secrets, "must be an existing folder", named));
            return;
        }

        try
        {
            using var files = new PhysicalFileProvider(Path.GetFullPath(folder));
            var provider = new KeyPerFileConfigurationProvider(new KeyPerFileConfigurationSource { FileProvider = files, Optional = true, IgnoreCondition = name => SettingTable.Find(name) is null, ReloadOnChange = false });
            provider.Load();
            Add(SettingTable.All.Select(setting => KeyValuePair.Create(setting.Name, provider.TryGet(setting.Name, out string? text) ? text : null)), setting => $"file {FileOf(folder, setting)}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _problems.Add(new SettingProblem(SettingTable.Secrets, $"The folder of secrets {folder} can't be read: {e.Message}"));
        }
    }

    private static string FileOf(string folder, Setting setting) =>
        Directory.EnumerateFiles(folder).FirstOrDefault(file => Path.GetFileName(file).Equals(setting.Name, StringComparison.OrdinalIgnoreCase)) ?? Path.Combine(folder, setting.Name);

    private void AddEnvironment(IReadOnlyDictionary<string, string> environment) =>
        Add(environment.Where(variable => NameOf(variable.Key) is not null)!, setting => $"environment variable {setting.Name}");

    private void AddNamedFiles(IReadOnlyDictionary<string, string> environment)
    {
        Dictionary<string, string?> contents = [];
        foreach (Setting setting in SettingTable.All)
        {
            if (environment.GetValueOrDefault(setting.FileName)?.Trim() is not { Length: > 0 } path) continue;
            if (Content(setting, path) is { } text) contents[setting.Name] = text;
        }

        Add(contents, setting => $"file {environment[setting.FileName].Trim()}, which {setting.FileName} names");
    }

    private string? Content(Setting setting, string path)
    {
        string? problem;
        try
        {
            var file = new FileInfo(path);
            problem = file.Exists && file.Length > LargestFile ? "it is larger than 64 KiB" : null;
            if (problem is null && File.ReadAllText(path).Trim() is { Length: > 0 } text) return text;
            problem ??= "it is empty";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            problem = e.Message.TrimEnd('.');
        }

        _problems.Add(new SettingProblem(setting, $"{setting.FileName} must name a readable file with the value of {setting.Name}: {problem} (got '{path}')."));
        return null;
    }

    private void AddOptions(IReadOnlyDictionary<Setting, SettingValue> options) =>
        Add(options.Select(option => KeyValuePair.Create<string, string?>(option.Key.Name, option.Value.Text)), setting => options[setting].Origin);

    private void Add(IEnumerable<KeyValuePair<string, string?>> values, Func<Setting, string> origin) =>
        _sources.Add((new MemoryConfigurationSource { InitialData = values.Where(value => !string.IsNullOrWhiteSpace(value.Value)) }, origin));

    /// <summary>The setting that a variable sets. Only Windows ignores the case of variables.</summary>
    private static Setting? NameOf(string variable) =>
        SettingTable.Find(variable) is { } setting && (OperatingSystem.IsWindows() || setting.Name == variable) ? setting : null;
}
