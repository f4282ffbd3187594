using System.CommandLine;
using CallQueue.Proof;

Option<int> minutes = new("--minutes") { Description = "How long the chaos lasts.", DefaultValueFactory = _ => 10 };
Option<int> calls = new("--calls") { Description = "People to call, over all businesses.", DefaultValueFactory = _ => 20_000 };
Option<int> businesses = new("--businesses") { Description = "Businesses, of three slots each.", DefaultValueFactory = _ => 50 };
Option<int> silos = new("--silos") { Description = "Silos to begin with.", DefaultValueFactory = _ => 3 };
Option<int> seed = new("--seed") { Description = "Of chance, so that a schedule can be repeated.", DefaultValueFactory = _ => 1 };

var root = new RootCommand("Drives a cluster on this machine (tools/cluster.sh) from outside, breaks it, and judges by the carrier's ledger.");
Add("chaos", "Kills, freezes, adds and removes silos, replaces all of them, restarts Redis, garbles webhooks.", Chaos.RunAsync);
Add("roll", "Restarts every silo and gateway, one at a time, under load.", Rolling.RunAsync);
Add("move", "Begins on one process and goes on in a cluster, by export and import.", Moving.RunAsync);
Add("failover", "Dials a list through two carriers, of which the first refuses everything for a minute; --calls 700 last long enough.", Failover.RunAsync);
Add("cost", "The same work on 1, 2 and 3 silos: CPU, Redis commands and bytes between silos per call; memory of silos.", Costs.RunAsync);
var spread = new Command("spread", "How evenly businesses are spread over 1 to 100 silos, calculated with the product's rules; starts nothing.");
spread.SetAction(_ => Spread.Print(Console.Out));
root.Add(spread);
return await root.Parse(args).InvokeAsync();

void Add(string name, string about, Func<ProofOptions, Task<bool>> run)
{
    var command = new Command(name, about) { minutes, calls, businesses, silos, seed };
    command.SetAction(async parsed =>
    {
        var options = new ProofOptions(
            parsed.GetValue(minutes), parsed.GetValue(calls), parsed.GetValue(businesses), parsed.GetValue(silos), parsed.GetValue(seed));
        return await run(options) ? 0 : 1;
    });
    root.Add(command);
}
