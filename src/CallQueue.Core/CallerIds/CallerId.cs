using System.Text.Json.Serialization;
using CallQueue.Validation;

namespace CallQueue.CallerIds;

/// <summary>One number of a business's pool of caller ids.</summary>
public sealed record CallerId(PhoneNumber Number)
{
    /// <summary>The most numbers in one pool.</summary>
    public const int MostNumbers = 100;

    /// <summary>Dials in a day with one number.</summary>
    public static Limits<int> DailyCaps { get; } = new(1, 100_000);

    /// <summary>At most so many dials with it in a day of the business's time zone; null: no limit.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public int? DailyCap { get; init; }

    /// <summary>The first number that is wrong in a pool, or a policy that has no pool; null when there is none.</summary>
    internal static FieldProblem? FindProblem(IReadOnlyList<CallerId>? pool, CallerIdPolicy? policy)
    {
        if (policy is { } named && pool is not { Count: > 0 }) return new FieldProblem("caller_id_policy", $"needs caller_ids: add at least one number there, or remove the policy; got {CallerIdWords.Of(named)}");
        if (pool?.Count > MostNumbers) return new FieldProblem("caller_ids", $"must hold at most {MostNumbers} numbers; got {pool.Count}");
        for (int i = 0; i < pool?.Count; i++)
        {
            for (int before = 0; before < i; before++)
                if (pool[before].Number == pool[i].Number) return new FieldProblem($"caller_ids[{i}]", $"{pool[i].Number.Value} is already in caller_ids[{before}]; remove one of them");
            if (pool[i].DailyCap is { } cap && !DailyCaps.Allow(cap)) return new FieldProblem($"caller_ids[{i}].daily_cap", $"must be from {DailyCaps} dials; got {cap}");
        }

        return null;
    }
}
