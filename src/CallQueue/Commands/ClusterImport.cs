using System.CommandLine;
using System.Globalization;
using CallQueue.Carriers;
using CallQueue.Composition;
using CallQueue.Configuration;
using CallQueue.Hosting.Transfer;
using CallQueue.Imports;
using Microsoft.Extensions.DependencyInjection;

namespace CallQueue.Commands;

/// <summary><c>callqueue import FILE --cluster</c>: moves an export of a data folder into the cluster, which continues its calls.</summary>
internal sealed class ClusterImport(CommandContext context)
{
    /// <exception cref="CommandException">A setting or the file is wrong; nothing was imported.</exception>
    public async Task<ExitCode> RunAsync(string path, SettingValues settings, CancellationToken cancellation)
    {
        ProcessOptions options = ProcessReader.ClusterClient(settings, context);
        using TransferFile file = await OpenAsync(path, cancellation);
        if (file.Header.Calls != options.Carrier!.Kind.Name())
            throw new CommandException(ExitCode.BadInput, $"{path} holds {file.Header.Calls} calls, and the calls of this cluster are {options.Carrier!.Kind.Name()}. Nothing was imported.");

        await using CallQueueHost host = CallQueueHost.Build(options, context);
        await host.StartAsync(cancellation);
        try
        {
            var target = new ClusterTarget(host.Services.GetRequiredService<IGrainFactory>());
            return Tell(await new Importer(file, target).RunAsync(new Lines(file.Contents.Records, context), cancellation), file);
        }
        finally
        {
            await host.StopAsync(CancellationToken.None);
        }
    }

    private static async Task<TransferFile> OpenAsync(string path, CancellationToken cancellation)
    {
        try
        {
            return await TransferFile.OpenAsync(path, null, cancellation);
        }
        catch (TransferFileException e)
        {
            throw new CommandException(ExitCode.BadInput, $"{path}: {e.Message} Nothing was imported.", e);
        }
    }

    private ExitCode Tell(ImportAnswer answer, TransferFile file)
    {
        switch (answer)
        {
            case ImportAnswer.Done done:
                context.Say(string.Create(CultureInfo.InvariantCulture,
                    $"Imported {done.Counts.Businesses:N0} businesses, {done.Counts.Actors:N0} actors in all, {done.Counts.Records:N0} records; {done.Counts.LeftAlone:N0} actors already existed."));
                if (file.Contents.Waiting is { } waiting) context.Say(string.Create(CultureInfo.InvariantCulture, $"{waiting:N0} calls are waiting; the cluster dials them now."));
                return ExitCode.Done;
            case ImportAnswer.Refused { UnknownKinds.Count: > 0 } refused:
                context.Say($"The file holds {string.Join(", ", refused.UnknownKinds)}, which this version does not support. Nothing was imported.");
                return ExitCode.BadInput;
            case ImportAnswer.Refused refused:
                context.Say($"These businesses already exist in the cluster: {string.Join(", ", refused.Conflicts.Select(business => business.Key))}. Nothing was imported.");
                return ExitCode.BadInput;
            default:
                throw new ArgumentOutOfRangeException(nameof(answer));
        }
    }

    /// <summary>Prints a line for each completed tenth.</summary>
    private sealed class Lines(long records, CommandContext context) : IProgress<ImportCounts>
    {
        private long _tenths;

        public void Report(ImportCounts value)
        {
            long tenths = records == 0 ? 10 : value.Passed * 10 / records;
            if (Interlocked.Exchange(ref _tenths, tenths) < tenths) context.Say(string.Create(CultureInfo.InvariantCulture, $"{tenths * 10} %: {value.Passed:N0} of {records:N0} records"));
        }
    }
}
