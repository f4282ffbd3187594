namespace CallQueue.Schedules;

/// <summary>A schedule of one business. Prints and parses as <c>business~name</c>; people see the name only.</summary>
public readonly record struct ScheduleId
{
    public ScheduleId(BusinessId business, string name) => (Business, Name) = (business, Identifier.Checked(name, nameof(name)));

    public BusinessId Business { get; }

    public string Name { get; }

    /// <exception cref="FormatException">The text is not of that form.</exception>
    public static ScheduleId Parse(string text)
    {
        (string business, string name) = Identifier.Split(text);
        return new ScheduleId(new BusinessId(business), name);
    }

    public override string ToString() => $"{Business}{Identifier.Separator}{Name}";
}
