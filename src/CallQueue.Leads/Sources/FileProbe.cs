using System.Security.Cryptography;
using System.Text;

namespace CallQueue.Leads.Sources;

/// <summary>The result of reading a file's bytes: their hash, their encoding, and whether they are text.</summary>
/// <param name="Utf16">Its encoding when it is UTF-16; null for UTF-8.</param>
/// <param name="Problem">Why its text can't be read; null when it can.</param>
internal sealed record FileProbe(string Fingerprint, Encoding? Utf16, LeadProblem? Problem)
{
    private const int BufferSize = 256 * 1024;

    public static async Task<FileProbe> LookAsync(ILeadSource source, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using Stream file = source.Open();
        byte[] buffer = new byte[BufferSize];
        var check = new TextCheck();
        while (await file.ReadAsync(buffer, cancellation) is > 0 and var read)
        {
            hash.AppendData(buffer, 0, read);
            check.Feed(buffer.AsSpan(0, read));
        }

        check.End();
        return new FileProbe(Convert.ToHexStringLower(hash.GetHashAndReset()), check.Utf16, check.Problem);
    }
}
