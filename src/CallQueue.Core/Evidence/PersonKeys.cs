using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace CallQueue.Evidence;

/// <summary>
/// No I/O: the keys of one ledger page, a random one for each person on it. Dropping a key makes all that the page says about the person
/// unreadable, while hashes, which cover what is encrypted, still hold. AES-128-GCM; a row's number is its nonce, unique under each key.
/// A key is made beside the first row that needs it, so that no key is looked up or stored before a dial.
/// </summary>
internal static class PersonKeys
{
    /// <summary>Bytes of each key.</summary>
    public const int Length = 16;

    private const int TagLength = 16;
    private const char Separator = '\n';

    public static byte[] New() => RandomNumberGenerator.GetBytes(Length);

    /// <summary>The key of a person; null when it was dropped, or never was.</summary>
    public static byte[]? Find(ReadOnlySpan<byte> keys, int person)
    {
        if (person >= keys.Length / Length) return null;
        ReadOnlySpan<byte> key = keys.Slice(person * Length, Length);
        return key.ContainsAnyExcept((byte)0) ? key.ToArray() : null;
    }

    /// <summary>The persons of a page, by their places, whose dials were to a number and whose keys are still there.</summary>
    /// <param name="dials">The numbers of those dials on earlier pages; those on this one are added.</param>
    public static IReadOnlySet<int> PersonsOf(LedgerPage page, PhoneNumber number, HashSet<long> dials)
    {
        HashSet<int> persons = [];
        foreach (LedgerRow row in PageReader.ReadWhatCan(page).OfType<LedgerRow>())
        {
            if (Find(page.Keys, row.Person) is not { } key) continue;
            if (row is DialRow && Open(key, row)?.To == number.Value) dials.Add(row.Number);
            if (dials.Contains(row is EndRow end ? end.Dial : row.Number)) persons.Add(row.Person);
        }

        return persons;
    }

    /// <summary>The page without the keys of some persons.</summary>
    public static LedgerPage Without(LedgerPage page, IReadOnlySet<int> persons)
    {
        byte[] keys = [.. page.Keys];
        foreach (int person in persons) keys.AsSpan(person * Length, Length).Clear();
        return page with { Keys = keys };
    }

    /// <summary>The personal part of a dial's row, encrypted.</summary>
    public static byte[] SealDial(byte[] key, long row, PhoneNumber to, string? consent, string? call) =>
        Seal(key, row, string.Join(Separator, to.Value, consent ?? "", call ?? ""));

    /// <summary>The personal part of an end's row, encrypted.</summary>
    public static byte[] SealEnd(byte[] key, long row, string? carrierCall) => Seal(key, row, carrierCall ?? "");

    /// <summary>Decrypts a row's personal part; null when the key does not fit.</summary>
    public static PersonalPart? Open(byte[] key, LedgerRow row)
    {
        if (key.Length != Length || row.Sealed.Length < TagLength) return null;
        Span<byte> nonce = stackalloc byte[AesGcm.NonceByteSizes.MinSize];
        Nonce(row.Number, nonce);
        byte[] text = new byte[row.Sealed.Length - TagLength];
        using var cipher = new AesGcm(key, TagLength);
        try
        {
            cipher.Decrypt(nonce, row.Sealed.Span[..^TagLength], row.Sealed.Span[^TagLength..], text);
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }

        string opened = Encoding.UTF8.GetString(text);
        if (row is EndRow) return new PersonalPart { CarrierCall = Some(opened) };
        string[] parts = opened.Split(Separator);
        return parts.Length == 3 ? new PersonalPart { To = parts[0], Consent = Some(parts[1]), Call = Some(parts[2]) } : null;
    }

    private static byte[] Seal(byte[] key, long row, string text)
    {
        Span<byte> nonce = stackalloc byte[AesGcm.NonceByteSizes.MinSize];
        Nonce(row, nonce);
        byte[] plain = Encoding.UTF8.GetBytes(text);
        byte[] all = new byte[plain.Length + TagLength];
        using var cipher = new AesGcm(key, TagLength);
        cipher.Encrypt(nonce, plain, all.AsSpan(0, plain.Length), all.AsSpan(plain.Length));
        return all;
    }

    private static void Nonce(long row, Span<byte> nonce)
    {
        nonce.Clear();
        BinaryPrimitives.WriteInt64BigEndian(nonce, row);
    }

    private static string? Some(string text) => text.Length == 0 ? null : text;
}
