using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Orleans.Connections.Security;

namespace CallQueue.Cluster;

/// <summary>One of the files of <see cref="ClusterTls"/>, in the order of its constructor.</summary>
internal enum TlsFile
{
    /// <summary>The certificate of the process.</summary>
    Certificate,

    /// <summary>Its private key.</summary>
    Key,

    /// <summary>The certificates of the authorities.</summary>
    Authority,
}

/// <summary>
/// TLS between the processes of a cluster, both sides with a certificate. Names in certificates don't count, since silos are found by addresses that
/// change: an authority that issues certificates for this cluster alone decides who belongs to it.
/// </summary>
/// <param name="certificateFile">The certificate of this process, and those between it and the authority, in PEM.</param>
/// <param name="keyFile">Its private key in PEM.</param>
/// <param name="authorityFile">The authorities in PEM.</param>
/// <param name="time">The clock.</param>
internal sealed class ClusterTls(string certificateFile, string keyFile, string authorityFile, TimeProvider time)
{
    /// <summary>How often a changed file is noticed at the latest: certificates are renewed while the process runs.</summary>
    private static readonly TimeSpan LookAgain = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private Loaded? _loaded;
    private long _lookedAt;

    /// <summary>What is wrong with the files, and with which of them; null: nothing.</summary>
    public (TlsFile File, string Problem)? FindProblem()
    {
        foreach (TlsFile file in Enum.GetValues<TlsFile>()) if (!File.Exists(PathOf(file))) return (file, $"must be a file; there is no '{PathOf(file)}'");
        try
        {
            Loaded loaded = Load();
            DateTimeOffset now = time.GetUtcNow();
            if (loaded.Own.NotAfter.ToUniversalTime() <= now) return (TlsFile.Certificate, $"has expired on {loaded.Own.NotAfter.ToUniversalTime():u}");
            if (loaded.Authorities.Count == 0) return (TlsFile.Authority, "must contain at least one certificate");
            return IsIssuedHere(loaded, loaded.Own, loaded.Chain) ? null : (TlsFile.Certificate, "is not issued by an authority of CLUSTER_TLS_AUTHORITY");
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException or IOException or UnauthorizedAccessException)
        {
            return (TlsFile.Certificate, $"can't be read with its key: {e.Message}");
        }
    }

    /// <summary>Sets up one side or the other.</summary>
    public void ApplyTo(TlsOptions options)
    {
        options.LocalCertificate = Current().Own;
        options.LocalServerCertificateSelector = (_, _) => Current().Own;
        options.LocalClientCertificateSelector = (_, _, _, _, _) => Current().Own;
        options.RemoteCertificateMode = options.ClientCertificateMode = RemoteCertificateMode.RequireCertificate;
        options.RemoteCertificateValidation = (certificate, chain, _) => IsIssuedHere(Current(), certificate, chain?.ChainPolicy.ExtraStore);
        options.OnAuthenticateAsClient = (_, ssl) => ssl.TargetHost = "callqueue";
    }

    private static bool IsIssuedHere(Loaded loaded, X509Certificate2 certificate, X509Certificate2Collection? between)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(loaded.Authorities);
        if (between is not null) chain.ChainPolicy.ExtraStore.AddRange(between);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        return chain.Build(certificate);
    }

    private string PathOf(TlsFile file) => file switch { TlsFile.Certificate => certificateFile, TlsFile.Key => keyFile, _ => authorityFile };

    /// <summary>The certificates of now. While renewed files can't be read, perhaps because they are just being written, the former ones stay.</summary>
    private Loaded Current()
    {
        lock (_lock)
        {
            if (_loaded is not null && time.GetElapsedTime(_lookedAt) < LookAgain) return _loaded;
            _lookedAt = time.GetTimestamp();
            if (_loaded is { } known && known.WrittenAt == WrittenAt()) return known;
            try
            {
                return _loaded = Load();
            }
            catch (Exception e) when (_loaded is not null && e is CryptographicException or IOException or UnauthorizedAccessException)
            {
                return _loaded!;
            }
        }
    }

    private Loaded Load()
    {
        DateTime writtenAt = WrittenAt();
        using X509Certificate2 pem = X509Certificate2.CreateFromPemFile(certificateFile, keyFile);
        // Windows can't use the key of a PEM file in a handshake; that of a PKCS #12 it can.
        X509Certificate2 own = X509CertificateLoader.LoadPkcs12(pem.Export(X509ContentType.Pkcs12), null);
        X509Certificate2Collection chain = [], authorities = [];
        chain.ImportFromPemFile(certificateFile);
        authorities.ImportFromPemFile(authorityFile);
        return new Loaded(own, chain, authorities, writtenAt);
    }

    private DateTime WrittenAt() => Enum.GetValues<TlsFile>().Max(file => File.GetLastWriteTimeUtc(PathOf(file)));

    private sealed record Loaded(X509Certificate2 Own, X509Certificate2Collection Chain, X509Certificate2Collection Authorities, DateTime WrittenAt);
}
