using System.Text.Json;
using CallQueue.Fields;
using CallQueue.Windows;

namespace CallQueue.Calls;

/// <summary>Windows as JSON objects: <c>{"mon":["09:00-12:00","13:00-18:00"],"sat":["10:00-14:00"],"closed":["2026-12-25"]}</c>. Days not named are closed.</summary>
internal static class WindowFields
{
    private static readonly IReadOnlyList<ListField> Days = [.. WindowText.Days.Select(Day)];

    private static readonly ListField Closed = new("closed", CallingWindow.MostClosed)
    {
        Description = "Dates on which nobody is called.", Without = "none", Item = () => Shapes.Text(@"^\d{4}-\d{2}-\d{2}$"),
    };

    /// <summary>The weekdays and the closed dates.</summary>
    public static FieldTable Table { get; } = new("WindowBody", "Local hours by weekday.", [], [.. Days, Closed]);

    /// <summary>The window; null after adding the problem.</summary>
    public static CallingWindow? Read(JsonFields fields)
    {
        var builder = new WindowBuilder();
        bool isWrong = false;
        for (int day = 0; day < WindowText.Days.Count; day++)
        {
            int of = day;
            isWrong |= ReadList(fields, Days[day], spans => spans.Count == 0 ? null : builder.AddDays([of], spans));
        }

        isWrong |= ReadList(fields, Closed, builder.AddClosed);
        foreach ((string name, _) in fields.Left) fields.Wrong(name, "is an unknown day; write mon, tue, wed, thu, fri, sat, sun or closed");
        if (isWrong || fields.Left.Count > 0) return null;
        (CallingWindow? window, string? problem) = builder.Build();
        if (problem is not null) fields.Wrong(WindowText.Days[0], $"and the other days: {problem}");
        return window;
    }

    private static bool ReadList(JsonFields fields, ListField name, Func<IReadOnlyList<string>, string?> add)
    {
        if (!fields.Has(name)) return false;
        if (fields.List(name) is not { } items) return true;
        string? problem = items.All(item => item.ValueKind == JsonValueKind.String) ? add([.. items.Select(item => item.GetString()!)]) : "must hold only strings such as \"09:00-18:00\"";
        if (problem is not null) fields.Wrong(name, problem);
        return problem is not null;
    }

    private static ListField Day(string name) => new(name, CallingWindow.MostSpansPerDay)
    {
        Description = "The hours of this weekday.", Form = "local time", Without = "closed", Item = () => Shapes.Text(@"^\d{2}:\d{2}-\d{2}:\d{2}$"),
    };
}
