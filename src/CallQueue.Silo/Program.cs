using CallQueue.Commands;

return await SiloCommands.RunAsync(args, Environment.GetEnvironmentVariable, TimeProvider.System, Console.Out, Console.Error);
