using System.Globalization;
using BenchmarkDotNet.Running;
using CallQueue.Benchmarks.Load;
using CallQueue.Benchmarks.Micro;
using CallQueue.Benchmarks.Wire;
using CallQueue.Benchmarks.Wire.Lab;

namespace CallQueue.Benchmarks;

/// <summary>The benchmarks' front door: <c>micro</c> for the pure parts, <c>load</c> for the whole in one process, <c>wire</c> for the product over HTTP.</summary>
internal static class Program
{
    private const string Usage = """
        micro [BenchmarkDotNet options]   the pure parts and the SQLite writer; a few minutes
        load [options]                    the whole product against the budgets of docs/design.md; prints a Markdown table
          --peer             also the same job on BullMQ and Redis, in turns with ours
          --only a,b         of: enqueue, idle, lives, turnaround, backlog, memory, delayed, rest, outbox, roster, guards, plan, lists, search, held, peer
                             held keeps 200 calls live for ten minutes; only when it is named
                             outbox also writes rows into CALL_LOG_POSTGRES, when that is set
          --quick            a tenth of everything, to see that it works
          --hold SECONDS     how long held keeps them live (600)
          --million          memory is measured after a million lives instead of 100,000
          --data FOLDER      where data files are made and deleted (default: the temporary folder)
        wire [options]                    whole lives over HTTP, in processes of their own, beside BullMQ: wire --help
        """;

    private static async Task<int> Main(string[] args)
    {
        switch (args)
        {
            case ["micro", .. string[] options]:
                BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(options is [] ? ["--filter", "*"] : options, new MicroConfig());
                return 0;
            case ["load", .. string[] options] when LoadSettings.Parse(options) is { } settings:
                return await LoadProgram.RunAsync(settings);
            case ["wire", "--help"]:
                Console.WriteLine(WireSettings.Help);
                return 0;
            case ["wire", .. string[] options]:
                if (WireSettings.Parse(options) is { } wire) return await WireProgram.RunAsync(wire);
                Console.Error.WriteLine(WireSettings.Help);
                return 2;
            case ["wire-lab"]:
                return await LabProcess.RunAsync();
            case ["wire-floor", var port]:
                return await FloorProcess.RunAsync(int.Parse(port, CultureInfo.InvariantCulture));
            default:
                Console.Error.WriteLine(Usage);
                return 2;
        }
    }
}
