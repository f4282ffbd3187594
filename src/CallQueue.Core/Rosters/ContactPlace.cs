namespace CallQueue.Rosters;

/// <summary>The place of a contact, by a hash of its id. The hash is our own, since it is part of the stored format.</summary>
public readonly record struct ContactPlace(int Shard, int Page)
{
    /// <summary>Contact pages of a shard: part of the stored format. A million contacts make 122 a page.</summary>
    internal const int Pages = 512;

    /// <summary>The place of the contact of this id.</summary>
    public static ContactPlace Of(string id)
    {
        uint hash = 2166136261;
        foreach (char c in id) hash = (hash ^ c) * 16777619; // FNV-1a; ids are ASCII.

        // Its low bits alone follow the last characters too closely.
        hash ^= hash >> 15;
        hash *= 0x85EBCA6B;
        hash ^= hash >> 13;
        return new ContactPlace((int)(hash % RosterId.Shards), (int)(hash / RosterId.Shards % Pages));
    }
}
