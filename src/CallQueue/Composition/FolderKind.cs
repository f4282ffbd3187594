using System.Text;
using CallQueue.Commands;
using CallQueue.Hosting;

namespace CallQueue.Composition;

/// <summary>
/// Whether the calls in a data folder are simulated, a rehearsal or real. A folder is permanently one of the three: calls left by a
/// rehearsal must never reach real people, and real calls must not be used up by a rehearsal.
/// </summary>
internal static class FolderKind
{
    public const string Simulated = "simulated";
    public const string Rehearsal = "rehearsal";
    public const string Real = "real";
    private const string FileName = "calls.kind";

    /// <summary>The kind of calls in the folder; null while no call was dialed from it.</summary>
    public static string? Of(string folder)
    {
        string file = Path.Combine(folder, FileName);
        return File.Exists(file) ? File.ReadAllText(file).Trim() : null;
    }

    /// <summary>For people, about calls of a kind that phones nobody; null for real ones.</summary>
    public static string? NobodyIsCalled(string? kind) => kind switch
    {
        Simulated => "These calls are SIMULATED: nobody is called.",
        Rehearsal => "These calls are a REHEARSAL: nobody is called.",
        _ => null,
    };

    /// <exception cref="CommandException">The folder is of another kind.</exception>
    public static void Claim(string folder, string kind)
    {
        string file = Path.Combine(folder, FileName);
        if (!File.Exists(file))
        {
            PrivateFile.Replace(file, Encoding.UTF8.GetBytes(kind + Environment.NewLine));
            return;
        }

        string known = File.ReadAllText(file).Trim();
        if (known == kind) return;
        throw new CommandException(ExitCode.BadInput,
            $"The data folder {folder} is permanently for {known} calls, and these calls are {kind}. Add --data with another folder"
            + $" (such as {folder}-{kind}), or choose the carrier that this folder was used with.");
    }
}
