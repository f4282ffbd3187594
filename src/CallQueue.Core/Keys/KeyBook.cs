using CallQueue.Directories;

namespace CallQueue.Keys;

/// <summary>All keys of a deployment, over all keyrings.</summary>
public sealed class KeyBook(IActors actors, TimeProvider time)
{
    /// <summary>The longest name of a key, in characters.</summary>
    public const int MaxNameLength = 100;

    /// <summary>The problem of a key's name; null without one.</summary>
    public static string? FindProblem(string? name) => name switch
    {
        null => "is missing",
        _ when string.IsNullOrWhiteSpace(name) => "must not be empty",
        { Length: > MaxNameLength } => $"must be at most {MaxNameLength} characters",
        _ when name.Any(char.IsControl) => "must not hold control characters",
        _ => null,
    };

    /// <summary>Makes a key. Its text is in the answer and nowhere else.</summary>
    /// <param name="name">What its maker calls it.</param>
    /// <param name="business">The only business it opens; null: an operator's key.</param>
    /// <returns>Null when the key limit is reached.</returns>
    public async Task<(KeyText Text, ApiKey Key)?> CreateAsync(string name, BusinessId? business)
    {
        KeyText text = KeyText.New();
        return await AddAsync(text, name, business) is { } key ? (text, key) : null;
    }

    /// <summary>Adds a key whose text is known already.</summary>
    /// <inheritdoc cref="CreateAsync"/>
    public async Task<ApiKey?> AddAsync(KeyText text, string name, BusinessId? business)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (FindProblem(name) is { } problem) throw new ArgumentException($"the name {problem}", nameof(name));
        ApiKey key = text.ToKeep(name, business, time.GetUtcNow());

        // The list first: from then on keys are required, and no key is valid before.
        bool isKept = await actors.Keys.AddAsync(text.Id) && await actors.Keyring(KeyText.ShardOf(text.Id)).AddAsync(key);
        return isKept ? key : null;
    }

    /// <summary>Keys by id, revoked ones too, from after <paramref name="after"/> on; at most <paramref name="count"/> (1 to 1,000).</summary>
    /// <returns>The keys, and the id to continue after; null at the end.</returns>
    public async Task<(IReadOnlyList<ApiKey> Keys, string? Next)> ListAsync(string? after, int count)
    {
        DirectoryPage page = await actors.Keys.ListAsync(after, count);
        ApiKey?[] keys = await Task.WhenAll(page.Names.Select(id => actors.Keyring(KeyText.ShardOf(id)).FindAsync(id)));
        return ([.. keys.OfType<ApiKey>()], page.HasMore ? page.Names[^1] : null);
    }

    /// <summary>Ends a key permanently; null when there is none of that id.</summary>
    public async Task<ApiKey?> RevokeAsync(string id) => KeyText.IsId(id) ? await actors.Keyring(KeyText.ShardOf(id)).RevokeAsync(id) : null;

    /// <summary>The key of that id, revoked or not; null when there is none.</summary>
    public async Task<ApiKey?> FindAsync(string id) => KeyText.IsId(id) ? await actors.Keyring(KeyText.ShardOf(id)).FindAsync(id) : null;

    /// <summary>How many keys were ever created, revoked ones included. From the first one on keys are required.</summary>
    public async Task<int> CountAsync() => (await actors.Keys.ListAsync(null, 1)).Total;
}
