using System.Globalization;
using System.Text.Json.Serialization;

namespace CallQueue;

/// <summary>
/// A call of one business. A bulk call's name is <c>{run}-{index}</c>; any other name was chosen by the caller or made
/// for it. Prints and parses as <c>business~name</c>; people see the name only.
/// </summary>
[JsonConverter(typeof(CallIdConverter))]
public readonly record struct CallId
{
    public CallId(BusinessId business, string name)
    {
        Business = business;
        Name = name.Length is > 0 and <= Identifier.MaxLength + 12 ? name : throw new ArgumentException("call names have 1 to 140 characters", nameof(name));
    }

    public BusinessId Business { get; }

    public string Name { get; }

    /// <summary>Whether a call can have this name: a chosen one, or a run's with an index.</summary>
    public static bool IsName(string text) => text.Length is > 0 and <= Identifier.MaxLength + 12 && text.All(Identifier.IsAllowed);

    /// <summary>The id of the call at <paramref name="index"/> (0 is the first) of a run.</summary>
    public static CallId OfRun(RunId run, int index) =>
        new(run.Business, string.Create(CultureInfo.InvariantCulture, $"{run.Name}-{index}"));

    /// <exception cref="FormatException">The text is not <c>business~name</c>.</exception>
    public static CallId Parse(string text)
    {
        (string business, string name) = Identifier.Split(text);
        return new CallId(new BusinessId(business), name);
    }

    /// <summary>The run and index this id would have as a bulk call; null when it is not of that form.</summary>
    public (RunId Run, int Index)? InRun()
    {
        int dash = Name.LastIndexOf('-');
        bool canonical = dash > 0 && Name[(dash + 1)..] is { Length: > 0 and < 10 } digits
            && digits.All(char.IsAsciiDigit) && (digits == "0" || digits[0] != '0');
        return canonical && Identifier.IsValid(Name[..dash], out _)
            ? (new RunId(Business, Name[..dash]), int.Parse(Name[(dash + 1)..], CultureInfo.InvariantCulture))
            : null;
    }

    public override string ToString() => $"{Business}{Identifier.Separator}{Name}";
}
