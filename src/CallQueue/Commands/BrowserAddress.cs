using System.ComponentModel;
using System.Diagnostics;
using System.Net;

namespace CallQueue.Commands;

/// <summary>The web console's address for a browser on this machine.</summary>
internal static class BrowserAddress
{
    /// <summary>A listener on every address is reached by a loopback one.</summary>
    public static Uri Of(Uri listening) => IPAddress.TryParse(listening.Host.Trim('[', ']'), out IPAddress? address) && (address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any))
        ? new UriBuilder(listening) { Host = "127.0.0.1" }.Uri
        : listening;

    /// <summary>Opens it with the program that this machine opens pages with. Why it could not be opened; null when it was.</summary>
    public static string? Open(Uri listening)
    {
        try
        {
            using Process? started = Process.Start(new ProcessStartInfo(Of(listening).AbsoluteUri) { UseShellExecute = true });
            return null;
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException or PlatformNotSupportedException)
        {
            return e.Message;
        }
    }
}
