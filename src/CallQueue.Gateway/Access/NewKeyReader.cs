using System.Text.Json;
using CallQueue.Calls;
using CallQueue.Keys;
using CallQueue.Problems;
using CallQueue.Requests;

namespace CallQueue.Access;

/// <summary>Reads the body of POST /api/keys.</summary>
internal static class NewKeyReader
{
    /// <summary>The key that is asked for; null after adding to <paramref name="problems"/> what is wrong.</summary>
    public static (string Name, KeyTerms Terms)? Read(JsonElement body, DateTimeOffset now, FieldProblems problems)
    {
        var fields = new JsonFields(body, KeyFields.New, null, problems);
        string? name = fields.Text(KeyFields.Name);
        if (problems.Count == 0 && KeyBook.FindProblem(name) is { } problem) problems.Add("name", problem);
        string? business = fields.Identifier(KeyFields.Business);
        bool isOperator = fields.Flag(KeyFields.Operator) ?? false;
        KeyRole? role = Role(fields);
        bool removes = fields.Flag(KeyFields.MayRemoveOptOuts) ?? false;
        DateTimeOffset? expires = fields.Parsed(KeyFields.ExpiresAt);
        if (expires <= now) fields.Wrong(KeyFields.ExpiresAt, "must be in the future");
        IReadOnlyList<string> networks = Networks(fields);

        // A key with full access is never created by omitting a field.
        isOperator |= role == KeyRole.Operator;
        if (problems.Count == 0 && isOperator == business is not null) problems.Add(Tenant.Field, "is missing; send it for a key of one business, or \"operator\": true (not both) for a key with full access");
        if (problems.Count == 0 && isOperator && role is not null and not KeyRole.Operator) problems.Add(KeyFields.Role.Name, "must be operator, or absent, beside \"operator\": true");
        if (problems.Count > 0 || name is null) return null;
        BusinessId? own = business is null ? null : new BusinessId(business);
        var terms = new KeyTerms(role ?? (isOperator ? KeyRole.Operator : KeyRole.Business), own) { ExpiresAt = expires, Networks = networks, RemovesOptOuts = removes };
        if (terms.FindProblem() is not { } unclear) return (name, terms);
        problems.Add(KeyFields.MayRemoveOptOuts.Name, $"can't be set: {unclear}");
        return null;
    }

    private static KeyRole? Role(JsonFields fields)
    {
        if (fields.Text(KeyFields.Role) is not { } word) return null;
        if (KeyRoles.Find(word) is { } role) return role;
        fields.Wrong(KeyFields.Role, $"must be one of {string.Join(", ", KeyRoles.Words)}{ShownValue.Got(word)}");
        return null;
    }

    private static List<string> Networks(JsonFields fields)
    {
        List<string> networks = [];
        foreach (JsonElement item in fields.List(KeyFields.AllowedFrom) ?? [])
        {
            string? text = item.ValueKind == JsonValueKind.String ? item.GetString() : null;
            if (text is not null && KeyTerms.NetworkOf(text) is { } network) networks.Add(network.ToString());
            else fields.Wrong($"{KeyFields.AllowedFrom.Name}[{networks.Count}]", $"must be an IP address or a network such as 10.0.0.0/8{ShownValue.Got(text ?? item.GetRawText())}");
        }

        return networks;
    }
}
