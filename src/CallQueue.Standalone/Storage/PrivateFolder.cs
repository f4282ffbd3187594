using System.Globalization;
using CallQueue.Hosting;

namespace CallQueue.Storage;

/// <summary>
/// Whether other users of this machine can read a data folder. What it holds are telephone numbers, messages and secrets, so such a folder is
/// not used. Windows has no modes; there the folder's access list decides.
/// </summary>
internal static class PrivateFolder
{
    private const UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    private const int Named = 3;

    /// <summary>The files that this program writes into a data folder.</summary>
    private static readonly string[] Ours = ["callqueue.db*", "callqueue.lock", "callqueue.log*", "calls.kind*", "owner.json*", "*.key", "*.results.csv*", "simulated-calls.jsonl*"];

    /// <summary>Creates the folder for this user only. One that exists is narrowed if it is empty and belongs to this user.</summary>
    public static void Create(string full)
    {
        if (!Directory.Exists(full)) PrivateFile.CreateFolder(full);
        else Narrow(full);
    }

    /// <exception cref="DataFolderException">Others can use the folder, or a file in it; the message has the command that mends it.</exception>
    public static void Check(string full)
    {
        if (OperatingSystem.IsWindows()) return;
        UnixFileMode mode = File.GetUnixFileMode(full);
        if ((mode & Others) != 0) throw TooOpen(full, full, mode, $"chmod 700 {Quoted(full)}");
        string[] loose = [.. Ours.SelectMany(pattern => Directory.EnumerateFiles(full, pattern)).Where(IsOpen).Distinct()];
        if (loose.Length == 0) return;
        string files = loose.Length > Named ? $"{Quoted(full)}/*" : string.Join(' ', loose.Select(Quoted));
        throw TooOpen(full, loose[0], File.GetUnixFileMode(loose[0]), $"chmod 600 {files}");
    }

    private static bool IsOpen(string file)
    {
        try
        {
            return !OperatingSystem.IsWindows() && (File.GetUnixFileMode(file) & Others) != 0;
        }
        catch (FileNotFoundException)
        {
            return false; // Another process has just replaced it.
        }
    }

    private static void Narrow(string full)
    {
        if (OperatingSystem.IsWindows() || Directory.EnumerateFileSystemEntries(full).Any()) return;
        try
        {
            File.SetUnixFileMode(full, PrivateFile.OwnersFolder);
        }
        catch (UnauthorizedAccessException)
        {
            // It belongs to another user, and the check says so.
        }
    }

    private static DataFolderException TooOpen(string folder, string what, UnixFileMode mode, string command)
    {
        string octal = Convert.ToString((int)mode & 0b111_111_111, 8).PadLeft(4, '0');
        return new DataFolderException(folder, string.Create(CultureInfo.InvariantCulture,
            $"Other users of this machine can use {what} (its mode is {octal}), which holds telephone numbers and secrets. Run: {command}"));
    }

    private static string Quoted(string path) =>
        path.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '.' or '-' or '_') ? path : $"'{path.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
