using System.CommandLine;
using CallQueue.Businesses;
using CallQueue.Composition;
using CallQueue.Storage;

namespace CallQueue.Commands;

/// <summary><c>callqueue serve</c>: the REST API, until it is told to stop.</summary>
internal sealed class ServeCommand(Surroundings around)
{
    private readonly Option<string?> _host = new("--host") { Description = "The address to listen on. Default: HOST, else 127.0.0.1; 0.0.0.0 once there is an API key. Without one only loopback is allowed.", HelpName = "address" };
    private readonly Option<int?> _port = new("--port") { Description = $"The port to listen on. Default: PORT, else {Deployment.DefaultPort}. 0: any free one.", HelpName = "port" };
    private readonly Option<string?> _data = CommonOptions.Data();
    private readonly Option<string?> _carrier = CommonOptions.Carrier();
    private readonly Option<Durability> _durability = CommonOptions.Durability();
    private readonly Option<bool> _resume = new("--resume") { Description = "Go on with what was paused: by Ctrl-C in dial, or by somebody." };

    public Command Build()
    {
        var command = new Command("serve", "Serves the REST API and dials what it is given. This is what happens without a command, too.");
        AddTo(command);
        return command;
    }

    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_host, _port, _data, _carrier, _durability, _resume]) command.Add(option);
        command.SetAction(async parsed => (int)await RunAsync(parsed));
    }

    private async Task<ExitCode> RunAsync(ParseResult parsed)
    {
        if (parsed.GetValue(_port) is < 0 or > 65_535) throw new CommandException(ExitCode.BadInput, "--port must be 0 to 65535.");
        CallQueueProcess process = await CallQueueProcess.OpenAsync(Settings(parsed), around);
        try
        {
            process.Start();
            around.Say($"Serving on {process.Url} from {process.Folder}. {(process.AsksForKeys ? "An API key is asked for." : "Without API keys only programs on this machine may use it.")}");
            around.Say(process.CarrierSentence);
            await ResumeAsync(process.Actors.Business(BusinessId.Default), parsed.GetValue(_resume));
            await WaitAsync();
            around.Say("Stopping: nothing more is dialed; live calls go on at the carrier.");
        }
        finally
        {
            await process.StopAsync(CancellationToken.None);
        }

        return ExitCode.Done;
    }

    private async Task ResumeAsync(IBusiness business, bool isWanted)
    {
        BusinessSnapshot now = await business.GetAsync();
        if (isWanted)
        {
            foreach (var run in now.Runs.Where(run => run.Status == Runs.RunStatus.Paused)) await business.PauseRunAsync(run.Name, false);
            await business.PauseAsync(false);
        }
        else if (now.Paused)
        {
            around.Say("The queue is PAUSED and dials nothing: a dial was interrupted, or somebody paused it. --resume goes on.");
        }
    }

    private async Task WaitAsync()
    {
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, around.Time, around.Interrupts.Once);
        }
        catch (OperationCanceledException)
        {
            // That is what it waited for.
        }
    }

    private ProcessSettings Settings(ParseResult parsed) => new()
    {
        DataPath = Deployment.Folder(parsed.GetValue(_data), around),
        Durability = parsed.GetValue(_durability),
        Carrier = parsed.GetValue(_carrier),
        Serves = true,
        Host = parsed.GetValue(_host),
        Port = parsed.GetValue(_port),
        LogLevel = CommonOptions.LogLevel(parsed),
    };
}
