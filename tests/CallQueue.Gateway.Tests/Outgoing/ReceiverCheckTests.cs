using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using CallQueue.Outgoing;

namespace CallQueue.Gateway.Tests.Outgoing;

/// <summary>What our pages give to receivers tells genuine events from others.</summary>
public sealed partial class ReceiverCheckTests
{
    private const string Reference = "docs/webhooks.md";
    private const string Guide = "docs/guides/webhooks.md";
    private const string Id = "evt_1";
    private const string Body = """{"id":"evt_1","lead":"Zoë 👋"}""";

    [ProgramFact("openssl")]
    public async Task The_shell_lines_take_what_is_genuine_and_nothing_else()
    {
        string script = Block("bash");
        await CheckAsync((signature, id, body) => RunAsync("bash", ["-c", script], signature, id, body));
    }

    [ProgramFact("python3")]
    public async Task The_Python_lines_take_what_is_genuine_and_nothing_else()
    {
        string script = Block("python")
            + "\nimport os, sys\nsys.exit(not check(os.environ['SECRET'], os.environ['ID'], os.environ['SIGNATURE'], sys.stdin.buffer.read()))\n";
        await CheckAsync((signature, id, body) => RunAsync("python3", ["-c", script], signature, id, body));
        (await RunAsync("python3", ["-c", script], OldSignature(), Id, Body)).ShouldBeFalse();
    }

    [ProgramFact("node")]
    public async Task The_JavaScript_lines_accept_what_is_genuine_and_nothing_else()
    {
        string script = Block("js", Guide)
            + "\nprocess.exit(check(process.env.SECRET, process.env.ID, process.env.SIGNATURE, require('node:fs').readFileSync(0)) ? 0 : 1);\n";
        await CheckAsync((signature, id, body) => RunAsync("node", ["-e", script], signature, id, body));
        (await RunAsync("node", ["-e", script], OldSignature(), Id, Body)).ShouldBeFalse();
    }

    [Fact]
    public async Task The_CSharp_lines_accept_what_is_genuine_and_nothing_else()
    {
        await CheckAsync((signature, id, body) => Task.FromResult(ReceiverCheck.Check(SomeEndings.Secret, id, signature, Encoding.UTF8.GetBytes(body), TimeProvider.System)));
        ReceiverCheck.Check(SomeEndings.Secret, Id, OldSignature(), Encoding.UTF8.GetBytes(Body), TimeProvider.System).ShouldBeFalse();
    }

    [Fact]
    public void The_CSharp_lines_are_those_of_the_guide()
    {
        string source = File.ReadAllText(Repository("tests/CallQueue.Gateway.Tests/Outgoing/ReceiverCheck.cs"));
        Trimmed(source).ShouldContain(Trimmed(Block("csharp", Guide)));

        static string Trimmed(string text) => string.Join('\n', text.Split('\n').Select(line => line.Trim()));
    }

    private static string OldSignature() =>
        WebhookSignature.Of(SomeEndings.Secret, TimeProvider.System.GetUtcNow().AddMinutes(-6), Id, Encoding.UTF8.GetBytes(Body));

    private static async Task CheckAsync(Func<string, string, string, Task<bool>> isGenuine)
    {
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        string genuine = WebhookSignature.Of(SomeEndings.Secret, now, Id, Encoding.UTF8.GetBytes(Body));
        (await isGenuine(genuine, Id, Body)).ShouldBeTrue();
        (await isGenuine(genuine, Id, Body + " ")).ShouldBeFalse();
        (await isGenuine(genuine, "evt_2", Body)).ShouldBeFalse();
        (await isGenuine(WebhookSignature.Of("another secret of 24 chars", now, Id, Encoding.UTF8.GetBytes(Body)), Id, Body)).ShouldBeFalse();
        (await isGenuine(genuine.Replace("t=", "t=1", StringComparison.Ordinal), Id, Body)).ShouldBeFalse();
    }

    private static async Task<bool> RunAsync(string program, string[] args, string signature, string id, string body)
    {
        var start = new ProcessStartInfo(program, args) { RedirectStandardInput = true, RedirectStandardError = true };
        (start.Environment["SECRET"], start.Environment["ID"], start.Environment["SIGNATURE"]) = (SomeEndings.Secret, id, signature);
        using Process process = Process.Start(start)!;
        await process.StandardInput.BaseStream.WriteAsync(Encoding.UTF8.GetBytes(body));
        process.StandardInput.Close();
        string error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        error.ShouldBeEmpty();
        return process.ExitCode == 0;
    }

    private static string Block(string language, string page = Reference) =>
        Blocks().Matches(File.ReadAllText(Repository(page)).ReplaceLineEndings("\n")).Single(block => block.Groups[1].Value == language).Groups[2].Value;

    private static string Repository(string path)
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "docs", "webhooks.md"))) folder = Path.GetDirectoryName(folder);
        return Path.Combine(folder.ShouldNotBeNull(), path);
    }

    [GeneratedRegex("```(bash|python|js|csharp)\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Blocks();

    /// <summary>Needs a program on the path.</summary>
    [AttributeUsage(AttributeTargets.Method)]
    private sealed class ProgramFactAttribute : FactAttribute
    {
        public ProgramFactAttribute(string program)
        {
            string[] path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
            if (!path.Any(folder => File.Exists(Path.Combine(folder, program)))) Skip = $"{program} is not installed";
        }
    }
}
