namespace CallQueue.Configuration;

/// <summary>Which setting a name was probably meant to be.</summary>
internal static class NearestNames
{
    /// <summary>The setting with the most similar name; null: none is similar.</summary>
    public static Setting? Of(string name)
    {
        // A setting's whole name with something behind it: CALLQUEUE_DATA_DIR means CALLQUEUE_DATA.
        if (SettingTable.All.Where(setting => setting.Name.Length >= 8 && name.StartsWith($"{setting.Name}_", StringComparison.OrdinalIgnoreCase)).MaxBy(setting => setting.Name.Length) is { } whole) return whole;
        (Setting Setting, int Distance) nearest = SettingTable.All.Select(setting => (setting, EditDistance.Between(name.ToUpperInvariant(), setting.Name))).MinBy(candidate => candidate.Item2);
        return nearest.Distance <= Math.Min(name.Length, nearest.Setting.Name.Length) / 3 ? nearest.Setting : null;
    }

    /// <summary>Whether the name is a setting's with a typing error. Short names, such as HOME and PATH, are similar to many.</summary>
    public static bool IsMisspelled(string name) => name.Length >= 8 && Of(name) is { } setting && EditDistance.Between(name, setting.Name) <= 2;
}
