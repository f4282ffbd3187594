using System.CommandLine;
using System.Net;
using CallQueue.Composition;
using CallQueue.Configuration;
using CallQueue.Servers;

namespace CallQueue.Commands;

/// <summary><c>callqueue confirm</c>: confirms that a business calls ten times as much as usual, so that it goes on.</summary>
internal sealed class ConfirmCommand(CommandContext context)
{
    private readonly SettingOption _data = CommonOptions.Data();
    private readonly ServerOptions _server = new(context);
    private readonly Option<BusinessId> _business = CommonOptions.Business();

    public Command Build()
    {
        var command = new Command("confirm", "Confirm a jump to ten times the usual dials in an hour. Dialing resumes.") { _data, _business };
        _server.AddTo(command);
        command.SetAction(async parsed => (int)await RunAsync(parsed));
        return command;
    }

    private async Task<ExitCode> RunAsync(ParseResult parsed)
    {
        SettingValues settings = CommandSettings.Read(parsed, context);
        BusinessId business = parsed.GetValue(_business);
        using Server? server = _server.Find(parsed, settings, _data, _business);
        bool isConfirmed = server is null ? await ConfirmInFolderAsync(settings, business) : await ConfirmThereAsync(server, business);
        context.Say(isConfirmed ? $"Confirmed. Business {business} dials again, and no jump holds it for 24 hours." : $"Nothing to confirm: no jump of the dial rate holds business {business}.");
        return ExitCode.Done;
    }

    private async Task<bool> ConfirmInFolderAsync(SettingValues settings, BusinessId business)
    {
        string folder = settings.Folder();
        if (RunningProcess.Find(folder) is { } running)
        {
            using Server there = running.Connect(business, context.Time);
            return await ConfirmThereAsync(there, business);
        }

        await using OfflineProcess offline = await OfflineProcess.OpenAsync(folder, settings.Cipher(), settings.QuietLog(context), context);
        return await offline.Actors.Business(business).ConfirmJumpAsync();
    }

    private static async Task<bool> ConfirmThereAsync(Server server, BusinessId business)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"api/businesses/{Uri.EscapeDataString(business.Value)}/confirm-jump");
        using HttpResponseMessage answer = await server.SendAsync(request, CancellationToken.None);
        if (answer.IsSuccessStatusCode) return true;
        return answer.StatusCode == HttpStatusCode.Conflict ? false : throw server.Refused(answer, await Server.ReadAsync(answer));
    }
}
