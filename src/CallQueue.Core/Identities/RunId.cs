using System.Text.Json.Serialization;

namespace CallQueue;

/// <summary>A run of one business. Prints and parses as <c>business~name</c>; people see the name only.</summary>
[JsonConverter(typeof(RunIdConverter))]
public readonly record struct RunId
{
    public RunId(BusinessId business, string name)
    {
        Business = business;
        Name = Identifier.Checked(name, nameof(name));
    }

    public BusinessId Business { get; }

    public string Name { get; }

    /// <exception cref="FormatException">The text is not of that form.</exception>
    public static RunId Parse(string text)
    {
        (string business, string name) = Identifier.Split(text);
        return new RunId(new BusinessId(business), name);
    }

    public override string ToString() => $"{Business}{Identifier.Separator}{Name}";
}
