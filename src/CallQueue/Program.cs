using CallQueue.Commands;
using CallQueue.Composition;
using CallQueue.Composition.Signals;
using Spectre.Console;

using var interrupts = new Interrupts().Listen();
var around = new Surroundings(AnsiConsole.Console, Console.Error, Environment.GetEnvironmentVariable, TimeProvider.System, interrupts);
return (int)await CallQueueCommands.RunAsync(args, around);
