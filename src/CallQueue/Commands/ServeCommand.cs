using System.CommandLine;
using CallQueue.Businesses;
using CallQueue.Carriers.Simulated;
using CallQueue.Composition;
using CallQueue.Configuration;
using CallQueue.Storage;

namespace CallQueue.Commands;

/// <summary><c>callqueue serve</c>: serves the REST API until the process is stopped.</summary>
internal sealed class ServeCommand(CommandContext context)
{
    private readonly SettingOption _address = new("--host", SettingTable.Host, "address");
    private readonly SettingOption _port = new("--port", SettingTable.Port, "port");
    private readonly SettingOption _webhookHost = new("--webhook-host", SettingTable.WebhookHost, "address");
    private readonly SettingOption _webhookPort = new("--webhook-port", SettingTable.WebhookPort, "port");
    private readonly SettingOption _noKeys = SettingOption.Flag("--no-keys", SettingTable.NoKeys);
    private readonly SettingOption _data = CommonOptions.Data();
    private readonly SettingOption _carrier = CommonOptions.Carrier();
    private readonly Option<Durability> _durability = CommonOptions.Durability();
    private readonly Option<double> _speed = CommonOptions.Speed();
    private readonly Option<bool> _open = new("--open") { Description = "Open the web console in this machine's browser." };
    private readonly Option<bool> _resume = new("--resume") { Description = "Resume paused queues, whether paused by Ctrl-C in dial or by a request." };

    public Command Build()
    {
        var command = new Command("serve", "Serve the REST API and dial queued calls. This is the default command.");
        AddTo(command);
        return command;
    }

    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_address, _port, _webhookHost, _webhookPort, _noKeys, _data, _carrier, _durability, _speed, _open, _resume]) command.Add(option);
        command.SetAction(async parsed => (int)await RunAsync(parsed));
    }

    private async Task<ExitCode> RunAsync(ParseResult parsed)
    {
        SettingValues settings = CommandSettings.Read(parsed, context);
        var folder = new FolderOptions(settings.Folder()) { Durability = parsed.GetValue(_durability), TakesLists = true, CreatesFirstKey = true };
        await using CallQueueHost host = CallQueueHost.Build(ProcessReader.Serve(settings, folder, new SimulatedOptions { Speed = CommonOptions.CheckSpeed(parsed.GetValue(_speed)) }, context), context);
        if (!await host.StartAsync(settings, SettingReaders.Serve, context)) return ExitCode.Done;
        try
        {
            await host.StartDialingAsync(CancellationToken.None);
            context.Say($"Serving on {host.Url} from {host.Folder.Path}. {(host.Folder.Access!.IsKeyless ? "There are no API keys: programs on this machine have full access." : "An API key is required.")}");
            if (host.ServesConsole) context.Say($"Console: {BrowserAddress.Of(host.Url)}");
            if (host.WebhookUrl is { } webhooks) context.Say($"Serving webhooks and probes only on {webhooks}.");
            if (host.ProbeUrl is { } probes) context.Say($"Serving probes and metrics only on {probes}.");
            if (host.Folder.NewOperatorKey is { } key) context.Say($"Created an operator key, which has full access. It is shown only now, and stored in {Path.Combine(host.Folder.Path, FirstKeyFile.Name)}:{Environment.NewLine}{key}");
            context.Say(host.Folder.CarrierSentence);
            if (parsed.GetValue(_open) && host.ServesConsole && BrowserAddress.Open(host.Url) is { } problem) context.SayError($"No browser could be opened: {problem}");
            await ResumeAsync(host.Actors.Business(BusinessId.Default), parsed.GetValue(_resume));
            await host.WaitAsync(context.Interrupts.Once);
            context.Say("Stopping: no more calls are dialed; live calls continue at the carrier.");
        }
        finally
        {
            await host.StopAsync(CancellationToken.None);
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
            context.Say("The queue is PAUSED and dials nothing, because dial was interrupted or a request paused it. Start with --resume to continue.");
        }
    }
}
