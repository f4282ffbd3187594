namespace CallQueue.Numbers;

/// <summary>What a text means as a telephone number: either a number or a problem.</summary>
/// <param name="Number">The number in its only spelling; null when there is a problem.</param>
/// <param name="Problem">
/// Why the text is not a number that can be dialed, to follow the field's name: "is missing", or the value as it came
/// (masked), the rule and what to do. Null when it was read.
/// </param>
/// <param name="Kind">What is special about calling the number.</param>
public readonly record struct NumberReading(PhoneNumber? Number, string? Problem, NumberKind Kind)
{
    /// <summary>Refused because no country was given and the text has no country code.</summary>
    public bool LacksCountry { get; init; }
}
