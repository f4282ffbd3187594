using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CallQueue.Configuration;

/// <summary>What <c>callqueue config</c> shows. Secrets are masked.</summary>
internal sealed class SettingsReport(SettingValues settings, IReadOnlyList<string> warnings)
{
    private const int NameWidth = 32;
    private const int ValueWidth = 36;
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public void WriteTo(Action<string> say)
    {
        foreach (IGrouping<SettingGroup, Setting> group in SettingTable.All.GroupBy(setting => setting.Group))
        {
            say($"# {SettingsDocument.Title(group.Key)}");
            foreach (Setting setting in group) say(Line(setting));
            say("");
        }

        foreach (SettingProblem problem in settings.Problems) say($"PROBLEM  {problem}");
        foreach (string warning in warnings) say($"WARNING  {warning}");
        if (settings.Problems.Count == 0) say("All settings are valid.");
    }

    public string Json() => new JsonObject
    {
        ["settings"] = new JsonArray([.. SettingTable.All.Select(One)]),
        ["problems"] = new JsonArray([.. settings.Problems.Select(problem => (JsonNode)problem.Sentence)]),
        ["warnings"] = new JsonArray([.. warnings.Select(warning => (JsonNode)warning)]),
    }.ToJsonString(Indented);

    private string Line(Setting setting)
    {
        SettingValue? value = settings.Find(setting);
        (string shown, string origin) = value is not null ? (value.Shown(setting), value.Origin)
            : setting.ShownDefault is { Length: > 0 } usual ? (usual.Replace("`", "", StringComparison.Ordinal), "default") : ("-", "not set");
        return $"{setting.Name.PadRight(NameWidth)}{shown.PadRight(ValueWidth)}  {origin}";
    }

    private JsonObject One(Setting setting)
    {
        SettingValue? value = settings.Find(setting);
        return new JsonObject
        {
            ["name"] = setting.Name,
            ["value"] = value?.Shown(setting) ?? setting.Default,
            ["origin"] = value?.Origin ?? (setting.ShownDefault == "" ? "not set" : "default"),
            ["default"] = setting.ShownDefault.Replace("`", "", StringComparison.Ordinal),
            ["secret"] = setting.IsSecret,
        };
    }
}
