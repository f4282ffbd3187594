using System.Collections;
using CallQueue.Commands;
using CallQueue.Composition;
using CallQueue.Composition.Signals;
using Spectre.Console;

using var interrupts = new Interrupts().Listen();
Dictionary<string, string> environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(variable => (string)variable.Key, variable => (string?)variable.Value ?? "");
var context = new CommandContext(AnsiConsole.Console, Console.Error, environment, TimeProvider.System, interrupts) { IsErrorTerminal = !Console.IsErrorRedirected };
return (int)await CallQueueCommands.RunAsync(args, context);
