using System.Security.Cryptography;
using CallQueue.Hosting;

namespace CallQueue.Evidence;

/// <inheritdoc cref="ISigner"/>
internal sealed class Signer : IActor, ISigner
{
    private readonly IActorContext _context;
    private readonly Commits<SignerRoot> _commits;
    private SignerRoot? _root;

    public Signer(IActorContext context, CommitInstruments.CommitMeasures? commits = null) =>
        (_context, _commits) = (context, new Commits<SignerRoot>(context, CallQueueJson.Default.SignerRoot) { Measures = commits, Snapshot = () => _root! });

    public async Task ActivateAsync(CancellationToken cancellation) => _root = await _commits.LoadAsync(cancellation);

    public Task OnAlarmAsync(CancellationToken cancellation) => Task.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    public async Task<byte[]> SignAsync(byte[] data)
    {
        using ECDsa key = await KeyAsync();
        return key.SignData(data, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
    }

    public async Task<byte[]> PublicKeyAsync()
    {
        using ECDsa key = await KeyAsync();
        return key.ExportSubjectPublicKeyInfo();
    }

    /// <summary>Durable before it is used, or what it signed could not be checked later.</summary>
    private async Task<ECDsa> KeyAsync()
    {
        if (_root is null)
        {
            using var made = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            _root = new SignerRoot(made.ExportPkcs8PrivateKey(), _context.Time.GetUtcNow());
            await _commits.CommitAsync();
        }

        await _commits.SettledAsync();
        var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(_root.PrivateKey, out _);
        return key;
    }
}
