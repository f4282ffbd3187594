namespace CallQueue.Contracts;

public sealed class ContractTests
{
    private const string Path = "src/CallQueue.Silo/OrleansContracts.txt";

    [Fact]
    public void Grains_messages_and_records_are_as_the_contract_says()
    {
        string file = Repository.PathOf(Path), now = ContractText.Make();
        if (Environment.GetEnvironmentVariable("UPDATE_CONTRACTS") == "1") File.WriteAllText(file, now);
        string[] written = Lines(File.ReadAllText(file)), made = Lines(now);

        string gone = string.Join('\n', written.Except(made)), added = string.Join('\n', made.Except(written));
        made.SequenceEqual(written).ShouldBeTrue(
            $"""
            {Path} says otherwise. Additions only: read the rule at its top. When this is an addition, run this test with
            UPDATE_CONTRACTS=1 and commit the file.
            Gone:
            {gone}
            Added:
            {added}
            """);
    }

    private static string[] Lines(string text) => text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
}
