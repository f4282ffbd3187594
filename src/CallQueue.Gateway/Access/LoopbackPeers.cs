using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;

namespace CallQueue.Access;

/// <summary>
/// Which user's program is at the other end of a connection within this machine. A proxy connects from loopback as a program of this user does, but it
/// usually runs as another user (nginx: www-data). Linux has it in its tables of connections; elsewhere nobody knows. Thread-safe.
/// </summary>
/// <param name="read">The lines of a file; empty when it can't be read.</param>
internal sealed class LoopbackPeers(Func<string, IEnumerable<string>> read)
{
    private const string Status = "/proc/self/status";
    private const int Tries = 3;
    private static readonly string[] Tables = ["/proc/net/tcp", "/proc/net/tcp6"];

    private readonly Lazy<long?> _own = new(() => OwnUser(read(Status)));

    public LoopbackPeers() : this(ReadFile)
    {
    }

    /// <summary>Why the program at the other end may not be one of this user, as the end of a sentence; null when it is, or when this system does not say.</summary>
    public string? FindProblem(HttpContext http)
    {
        if (http.Connection is not { RemoteIpAddress: { } from, LocalIpAddress: { } to } || _own.Value is not { } own) return null;
        IDictionary<object, object?>? kept = http.Features.Get<IConnectionItemsFeature>()?.Items;
        if (kept?.TryGetValue(this, out object? known) == true) return known as string;
        string? problem = FindProblem(new IPEndPoint(from, http.Connection.RemotePort), new IPEndPoint(to, http.Connection.LocalPort), own);
        if (kept is not null) kept[this] = problem;
        return problem;
    }

    private string? FindProblem(IPEndPoint client, IPEndPoint server, long own)
    {
        // The tables are read while they change, so a row may be missed.
        for (int i = 0; i < Tries; i++)
        {
            string[] rows = [.. Tables.SelectMany(read)];
            if (UserOf(rows, client, server) is { } user) return user == own ? null : string.Create(CultureInfo.InvariantCulture, $"it comes from a program of another user of this machine (user id {user}), as most proxies are");
            if (UserOf(rows, server, client) is null) return null; // Not even our own end is in them.
        }

        return "the program that sends it could not be found on this machine";
    }

    /// <summary>No I/O: the user at the end <paramref name="local"/> of a connection, by the rows of Linux' tables; null when it is not in them.</summary>
    internal static long? UserOf(IEnumerable<string> rows, IPEndPoint local, IPEndPoint remote)
    {
        const int Local = 1, Remote = 2, User = 7;
        (string, string)[] ends = [(Text(local, false), Text(remote, false)), (Text(local, true), Text(remote, true))];
        foreach (string row in rows)
        {
            string[] cells = row.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            if (cells.Length > User && Array.Exists(ends, end => end == (cells[Local], cells[Remote])) && long.TryParse(cells[User], CultureInfo.InvariantCulture, out long user)) return user;
        }

        return null;
    }

    /// <summary>The effective user id of this process: <c>Uid: real effective saved filesystem</c>.</summary>
    internal static long? OwnUser(IEnumerable<string> status) =>
        status.FirstOrDefault(line => line.StartsWith("Uid:", StringComparison.Ordinal))?.Split('\t', ' ', StringSplitOptions.RemoveEmptyEntries) is [_, _, var text, ..]
        && long.TryParse(text, CultureInfo.InvariantCulture, out long user) ? user : null;

    /// <summary>An end as the tables write it: words of four bytes in the order of this machine, then the port. A socket of both families has an IPv4 address as IPv6.</summary>
    private static string Text(IPEndPoint end, bool isMapped)
    {
        IPAddress plain = ClientAddress.Plain(end.Address);
        byte[] bytes = (isMapped ? plain.MapToIPv6() : plain).GetAddressBytes();
        string address = string.Concat(bytes.Chunk(4).Select(word => (BitConverter.IsLittleEndian ? BinaryPrimitives.ReadUInt32LittleEndian(word) : BinaryPrimitives.ReadUInt32BigEndian(word)).ToString("X8", CultureInfo.InvariantCulture)));
        return string.Create(CultureInfo.InvariantCulture, $"{address}:{end.Port:X4}");
    }

    private static string[] ReadFile(string path)
    {
        try
        {
            return File.ReadAllLines(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
