using System.CommandLine;
using System.Globalization;
using CallQueue.Composition;
using CallQueue.Hosting.Transfer;
using CallQueue.Imports;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CallQueue.Commands;

/// <summary><c>import FILE</c>: moves an export of a data folder into the cluster, where it continues.</summary>
internal sealed class ImportCommand(Func<string, string?> variable, TimeProvider time, TextWriter output)
{
    private const int Refused = 2;
    private readonly Argument<string> _file = new("file") { Description = "File that callqueue export wrote." };

    public Command Build()
    {
        var command = new Command("import", "Import an export of a data folder into the cluster, which continues its calls. After an interruption run the same command again.") { _file };
        command.SetAction((parsed, cancellation) => RunAsync(parsed.GetRequiredValue(_file), cancellation));
        return command;
    }

    private async Task<int> RunAsync(string path, CancellationToken cancellation)
    {
        if (!File.Exists(path)) throw new SettingException($"There is no file {path}.");
        SiloSettings settings = SiloEnvironment.Read(variable, time);
        using TransferFile file = await OpenAsync(path, cancellation);
        if (file.Header.Calls != TransferFormat.Real)
            throw new SettingException($"{path} holds simulated calls, and a cluster places real calls. Nothing was imported.");

        using IHost host = ClusterHost.BuildClient(settings, time);
        await host.StartAsync(cancellation);
        try
        {
            var target = new ClusterTarget(host.Services.GetRequiredService<IGrainFactory>());
            return await TellAsync(await new Importer(file, target).RunAsync(new Lines(file.Contents.Records, output), cancellation), file);
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
            throw new SettingException($"{path}: {e.Message} Nothing was imported.", e);
        }
    }

    private async Task<int> TellAsync(ImportAnswer answer, TransferFile file)
    {
        switch (answer)
        {
            case ImportAnswer.Done done:
                await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                    $"Imported {done.Counts.Businesses:N0} businesses, {done.Counts.Actors:N0} actors in all, {done.Counts.Records:N0} records; {done.Counts.LeftAlone:N0} actors already existed."));
                if (file.Contents.Waiting is { } waiting) await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{waiting:N0} calls are waiting; the cluster dials them now."));
                return 0;
            case ImportAnswer.Refused { UnknownKinds.Count: > 0 } refused:
                await output.WriteLineAsync($"The file holds {string.Join(", ", refused.UnknownKinds)}, which this version does not support. Nothing was imported.");
                return Refused;
            case ImportAnswer.Refused refused:
                await output.WriteLineAsync($"These businesses already exist in the cluster: {string.Join(", ", refused.Conflicts.Select(business => business.Key))}. Nothing was imported.");
                return Refused;
            default:
                throw new ArgumentOutOfRangeException(nameof(answer));
        }
    }

    /// <summary>A line for each tenth that has been done.</summary>
    private sealed class Lines(long records, TextWriter output) : IProgress<ImportCounts>
    {
        private long _tenths;

        public void Report(ImportCounts value)
        {
            long tenths = records == 0 ? 10 : value.Passed * 10 / records;
            if (Interlocked.Exchange(ref _tenths, tenths) < tenths) output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{tenths * 10} %: {value.Passed:N0} of {records:N0} records"));
        }
    }
}
