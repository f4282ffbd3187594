using CallQueue.Access;

namespace CallQueue.Configuration;

/// <summary>A setting's value where it is set.</summary>
/// <param name="Text">The value, trimmed and never empty.</param>
/// <param name="Origin">Where it was found, for people: <c>environment variable PORT</c>, <c>option --port</c>.</param>
internal sealed record SettingValue(string Text, string Origin)
{
    /// <summary>The value as it may be shown.</summary>
    public string Shown(Setting setting) => setting.IsSecret ? Mask : Text;

    /// <summary>The value for an error message, which may end up in a log: as <see cref="Shown"/>, and phone numbers are masked.</summary>
    public string Quoted(Setting setting) => setting.IsSecret ? "a secret" : $"'{LogText.Masked(Text)}'";

    /// <summary>Says nothing about a secret, not even its length.</summary>
    public const string Mask = "********";

    public override string ToString() => Origin;
}
