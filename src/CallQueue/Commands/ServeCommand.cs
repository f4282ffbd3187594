using System.CommandLine;
using CallQueue.Businesses;
using CallQueue.Composition;
using CallQueue.Storage;

namespace CallQueue.Commands;

/// <summary><c>callqueue serve</c>: serves the REST API until the process is stopped.</summary>
internal sealed class ServeCommand(Surroundings around)
{
    private readonly Option<string?> _host = new("--host") { Description = "Address to listen on. Without API keys only loopback is allowed. [default: HOST, else 127.0.0.1, or 0.0.0.0 when there is an API key]", HelpName = "address" };
    private readonly Option<int?> _port = new("--port") { Description = $"Port to listen on; 0 chooses a free one. [default: PORT, else {Deployment.DefaultPort}]", HelpName = "port" };
    private readonly Option<string?> _data = CommonOptions.Data();
    private readonly Option<string?> _carrier = CommonOptions.Carrier();
    private readonly Option<Durability> _durability = CommonOptions.Durability();
    private readonly Option<bool> _resume = new("--resume") { Description = "Resume paused queues, whether paused by Ctrl-C in dial or by a request." };

    public Command Build()
    {
        var command = new Command("serve", "Serve the REST API and dial queued calls. This is the default command.");
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
        if (parsed.GetValue(_port) is < 0 or > 65_535) throw new CommandException(ExitCode.BadInput, "--port must be from 0 to 65535.");
        CallQueueProcess process = await CallQueueProcess.OpenAsync(Settings(parsed), around);
        try
        {
            process.Start();
            around.Say($"Serving on {process.Url} from {process.Folder}. {(process.AsksForKeys ? "An API key is required." : "There are no API keys, so only programs on this machine have access.")}");
            around.Say(process.CarrierSentence);
            await ResumeAsync(process.Actors.Business(BusinessId.Default), parsed.GetValue(_resume));
            await WaitAsync();
            around.Say("Stopping: no more calls are dialed; live calls continue at the carrier.");
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
            around.Say("The queue is PAUSED and dials nothing, because dial was interrupted or a request paused it. Start with --resume to continue.");
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
            // The expected end of the wait.
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
