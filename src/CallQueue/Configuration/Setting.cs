namespace CallQueue.Configuration;

/// <summary>One setting of the product: everything that reads, checks, prints or documents settings gets it from here.</summary>
/// <param name="Name">The name of its environment variable, and its key in the JSON file.</param>
/// <param name="Group">The heading under which the documentation lists it.</param>
/// <param name="Form">What values it takes.</param>
/// <param name="Text">What it does: a phrase in one line of Markdown.</param>
internal sealed record Setting(string Name, SettingGroup Group, SettingForm Form, string Text)
{
    /// <summary>The value without any; null: not set.</summary>
    public string? Default { get; init; }

    /// <summary>In place of <see cref="Default"/> where the default depends on other things: a phrase for people.</summary>
    public string? DefaultText { get; init; }

    /// <summary>Which commands read it. Default: those that read the others of its group.</summary>
    public SettingReaders Readers { get; init; } = Group switch
    {
        SettingGroup.Process or SettingGroup.Logging => SettingReaders.All,
        SettingGroup.Cluster => SettingReaders.Cluster,
        _ => SettingReaders.OneProcess | SettingReaders.Cluster,
    };

    /// <summary>Its value is never shown.</summary>
    public bool IsSecret { get; init; }

    /// <summary>The name of the variable that names a file with the value.</summary>
    public string FileName => Name + FileSuffix;

    public const string FileSuffix = "_FILE";

    /// <summary>The default as the documentation and <c>callqueue config</c> show it; empty: none.</summary>
    public string ShownDefault => DefaultText ?? Default ?? "";

    public override string ToString() => Name;
}

/// <summary>The headings of docs/configuration.md, in their order.</summary>
internal enum SettingGroup
{
    Process,
    Carrier,
    Twilio,
    Plivo,

    /// <summary>The SignalWire project.</summary>
    SignalWire,
    CallKaro,
    Limits,
    Access,
    Outgoing,
    Cluster,
    Telemetry,
    Logging,
}

/// <summary>The commands that read a setting.</summary>
[Flags]
internal enum SettingReaders
{
    None = 0,
    Dial = 1,
    Serve = 2,
    Silo = 4,
    Gateway = 8,

    /// <summary>Commands that look into a data folder or change it: status, stop, keys, export, import, selftest.</summary>
    Folder = 16,

    Health = 32,

    OneProcess = Dial | Serve,
    Cluster = Silo | Gateway,
    All = OneProcess | Cluster | Folder | Health,
}
