using System.Text.Json;

namespace CallQueue.Businesses;

public sealed class HoldTests
{
    /// <summary>Part of what travels between silos and of the REST API.</summary>
    [Fact]
    public void Every_kind_has_its_word_and_is_read_from_it()
    {
        string[] words =
        [
            "other", "paused", "slots", "rate", "trunk", "trunk stopped", "trunk closed", "trunk pace", "trunk channels", "loading", "window", "number busy",
            "veto", "run paused", "run incomplete", "scheduled", "retry", "do not call", "contact cap", "position", "fence", "ceiling", "quota", "jump", "caller ids", "agents",
        ];
        Enum.GetValues<HoldKind>().Select(HoldWords.Of).ShouldBe(words);
        foreach (HoldKind kind in Enum.GetValues<HoldKind>())
        {
            JsonSerializer.Deserialize<HoldKind>(JsonSerializer.Serialize(kind)).ShouldBe(kind);
            foreach (Hold hold in (Hold[])[new(kind), new(kind, "HTTP 401: no such account")])
                if (hold is not { Kind: HoldKind.Other, Reason: not null }) JsonSerializer.Deserialize<Hold>(JsonSerializer.Serialize(hold)).ShouldBe(hold);
        }
    }

    [Theory]
    [InlineData("\"trunk stopped: 401\"", HoldKind.TrunkStopped, "401")]
    [InlineData("\"slots\"", HoldKind.Slots, null)]
    [InlineData("\"a hold of the next version\"", HoldKind.Other, "a hold of the next version")]
    public void Texts_of_other_versions_are_read(string json, HoldKind kind, string? reason) =>
        JsonSerializer.Deserialize<Hold>(json).ShouldBe(new Hold(kind, reason));
}
