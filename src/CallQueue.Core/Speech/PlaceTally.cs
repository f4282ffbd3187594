using System.Globalization;

namespace CallQueue.Speech;

/// <summary>
/// No I/O: whether the calls of a list can fill the places of their messages. A place that none of them can fill is a mistake; how
/// many leave one blank is counted. Bounded by the places, not by the calls. Not thread-safe.
/// </summary>
public sealed class PlaceTally
{
    private readonly Dictionary<string, Filling> _places = new(StringComparer.Ordinal);
    private (string Text, SpokenTemplate Template)? _last;

    /// <summary>Counts one call.</summary>
    /// <param name="own">The call's own script; null when it takes all from the template.</param>
    /// <param name="template">What all calls have in common.</param>
    public void Add(CallScript? own, CallScript? template, PhoneNumber to, string? data)
    {
        if ((own?.Message ?? template?.Message) is not { } message || !message.Contains("{{", StringComparison.Ordinal)) return;
        CallScript script = (own ?? new CallScript()).Over(template);
        if (script.AnswerUrl is { Length: > 0 }) return;
        if (_last?.Text != message) _last = (message, SpokenTemplate.Parse(message));
        var fields = new SpokenFields(script.Variables, to, data);
        foreach (SpokenPlace place in _last.Value.Template.Places)
        {
            string key = SpokenPlace.KeyOf(place.Name);
            if (!_places.TryGetValue(key, out Filling? filling)) _places.Add(key, filling = new Filling(place));
            if (fields.Find(place.Name) is not null) filling.Filled++;
            else if (place.Default is null) filling.Blank++;
            else filling.Defaulted[place.Default] = filling.Defaulted.GetValueOrDefault(place.Default) + 1;
        }
    }

    /// <summary>Places without a default that no call fills, each as the end of a sentence that begins with the message's field.</summary>
    /// <param name="fields">What the list calls its fields, for the hint.</param>
    public IReadOnlyList<string> Unfillable(IEnumerable<string> fields)
    {
        string known = string.Join(", ", fields.Where(field => field.Length > 0).Distinct(StringComparer.Ordinal).Take(12));
        string hint = known.Length > 0 ? $"the fields are {known}" : "there are no fields beside the number";
        return [.. _places.Values.Where(place => place is { Filled: 0, Blank: > 0 })
            .Select(place => $"has the place {place.Place}, which nobody's data can fill ({hint}); correct its name, or write {{{{{place.Place.Name}|default}}}}")];
    }

    /// <summary>Facts to know before the start: how many calls leave a place blank, or take its default.</summary>
    public IReadOnlyList<string> Notes() =>
    [
        .. _places.Values.Where(place => place is { Filled: > 0, Blank: > 0 })
            .Select(place => string.Create(CultureInfo.InvariantCulture, $"{People(place.Blank)} no {place.Place.Name}: their message leaves {place.Place} out.")),
        .. _places.Values.SelectMany(place => place.Defaulted.Select(one =>
            string.Create(CultureInfo.InvariantCulture, $"{People(one.Value)} no {place.Place.Name}: their message says '{one.Key}' instead."))),
    ];

    /// <summary>The same as numbers: each place that calls leave blank, and each default that they take instead.</summary>
    public IReadOnlyList<BlankPlace> Blanks() =>
    [
        .. _places.Values.Where(place => place.Blank > 0).Select(place => new BlankPlace(place.Place.Name, null, place.Blank)),
        .. _places.Values.SelectMany(place => place.Defaulted.Select(one => new BlankPlace(place.Place.Name, one.Key, one.Value))),
    ];

    private static string People(int count) => count == 1 ? "1 person has" : string.Create(CultureInfo.InvariantCulture, $"{count:N0} people have");

    private sealed class Filling(SpokenPlace place)
    {
        public SpokenPlace Place { get; } = place;

        public int Filled { get; set; }

        public int Blank { get; set; }

        /// <summary>How many calls take a default, by its text: messages may differ in it.</summary>
        public SortedDictionary<string, int> Defaulted { get; } = new(StringComparer.Ordinal);
    }
}

/// <summary>A place of a message that some calls can't fill.</summary>
/// <param name="Place">The field that the place names.</param>
/// <param name="Default">What is said instead; null: nothing.</param>
/// <param name="Count">How many calls these are.</param>
public sealed record BlankPlace(string Place, string? Default, int Count);
