using System.Diagnostics;

namespace CallQueue.Telemetry;

/// <summary>Prometheus's own checker, as test.sh installs it.</summary>
internal static class PromTool
{
    /// <summary>Runs it; everything it says is in the exception if it finds something.</summary>
    public static async Task CheckAsync(string? input, params string[] args)
    {
        var start = new ProcessStartInfo("promtool") { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string arg in args) start.ArgumentList.Add(arg);
        using Process tool = Process.Start(start)!;
        Task<string> says = tool.StandardOutput.ReadToEndAsync(), complains = tool.StandardError.ReadToEndAsync();
        await tool.StandardInput.WriteAsync(input);
        tool.StandardInput.Close();
        await tool.WaitForExitAsync();
        tool.ExitCode.ShouldBe(0, $"promtool {string.Join(' ', args)}\n{await says}{await complains}");
    }
}
