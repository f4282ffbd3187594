using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using CallQueue.Composition;
using CallQueue.Bundles;

namespace CallQueue.Commands;

/// <summary><c>callqueue verify FILE</c>: checks a bundle of evidence. Needs neither a server nor a data folder.</summary>
internal sealed class VerifyCommand(CommandContext context)
{
    private readonly Argument<string> _file = new("file") { Description = "Bundle, as callqueue evidence or GET /api/evidence wrote it." };
    private readonly Option<string?> _key = new("--public-key") { Description = "File with the public key (PEM) that must have signed it. [default: the key that the bundle names]", HelpName = "file" };

    public Command Build()
    {
        var command = new Command("verify", "Check a bundle of evidence, and name each row that was changed, removed, added or moved.") { _file, _key };
        command.SetAction(async (parsed, cancellation) => (int)await RunAsync(parsed, cancellation));
        return command;
    }

    private async Task<ExitCode> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        byte[]? key = parsed.GetValue(_key) is { } path ? KeyIn(path) : null;
        EvidenceVerdict verdict;
        await using (FileStream file = Open(parsed.GetRequiredValue(_file))) verdict = await BundleCheck.RunAsync(file, key, cancellation);
        if (verdict.Business is { } business)
            context.Say(Invariant($"Dials of business {business}, {verdict.Subject}, made {verdict.MadeAt?.UtcDateTime:u}: {verdict.Rows:N0} rows; {verdict.RowsDropped:N0} older rows of the ledger were dropped because of their age."));
        foreach (string problem in verdict.Problems) context.Say($"WRONG: {problem}");
        if (verdict.ProblemCount > verdict.Problems.Count) context.Say(Invariant($"WRONG: and {verdict.ProblemCount - verdict.Problems.Count:N0} more"));
        if (!verdict.IsGood)
        {
            context.SayError("This is not the bundle that was signed, or its ledger was changed.");
            return ExitCode.NotGenuine;
        }

        context.Say($"Every row is as it was written. Signed by the key {verdict.KeyFingerprint}{(key is null ? ", which was not compared with a known key (--public-key)" : "")}.");
        return ExitCode.Done;
    }

    private static FileStream Open(string path) => File.Exists(path) ? File.OpenRead(path) : throw new CommandException(ExitCode.BadInput, $"There is no file {path}.");

    /// <exception cref="CommandException">The file has no public key.</exception>
    private static byte[] KeyIn(string path)
    {
        try
        {
            using var key = ECDsa.Create();
            key.ImportFromPem(File.ReadAllText(path));
            return key.ExportSubjectPublicKeyInfo();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or CryptographicException)
        {
            throw new CommandException(ExitCode.BadInput, $"--public-key must name a PEM file with the public key that callqueue evidence --public-key wrote: {e.Message}", e);
        }
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
