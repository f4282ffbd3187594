namespace CallQueue.Leads;

/// <summary>The bytes of a list of people: a file, or the body of a request. They are read more than once.</summary>
public interface ILeadSource
{
    /// <summary>Its name for people. The extension tells the form; any other extension leaves it to the content.</summary>
    string Name { get; }

    /// <summary>The bytes from the beginning; its receiver disposes of it.</summary>
    /// <exception cref="IOException">They can't be read.</exception>
    Stream Open();

    /// <summary>Changes when the bytes do.</summary>
    /// <exception cref="FileNotFoundException">They do not exist.</exception>
    LeadStamp Stamp();
}

/// <summary>A version of a source's bytes.</summary>
public readonly record struct LeadStamp(long Length, DateTime WrittenAt);
