using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace CallQueue.Fields;

/// <summary>
/// One field of a JSON body: what its reader needs to read it, and what the API's description says about it. Every field belongs to at least one
/// <see cref="FieldTable"/>; its kind (<see cref="TextField"/>, <see cref="WholeField"/> and so on) has its range.
/// </summary>
/// <param name="name">As apps write it.</param>
internal abstract class Field(string name)
{
    private static int s_count;

    public string Name { get; } = name;

    /// <summary>What it means, as whole sentences.</summary>
    public required string Description { get; init; }

    /// <summary>The value that applies when it is absent; null when that is not a constant.</summary>
    public JsonNode? Default { get; init; }

    /// <summary>What applies when it is absent, in words without a full stop, where that is not a constant.</summary>
    public string? Without { get; init; }

    /// <summary>The unit of a number: seconds, attempts. Null for fields that are not numbers.</summary>
    public string? Unit { get; init; }

    /// <summary>The form of a text, such as ISO 8601; null for texts without a form.</summary>
    public string? Form { get; init; }

    /// <summary>A number of its own for each field, the smallest first.</summary>
    internal int Id { get; } = Interlocked.Increment(ref s_count);

    /// <summary>Whether no reader interprets it: it is stored and returned as it came.</summary>
    public virtual bool IsStoredOnly => false;

    /// <summary>The JSON Schema of its value, without description and default.</summary>
    /// <param name="link">The reference to the schema of a table.</param>
    public abstract IOpenApiSchema Describe(Func<FieldTable, IOpenApiSchema> link);
}
