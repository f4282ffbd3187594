using System.IO.Pipelines;
using System.Text.Json;
using CallQueue.Businesses;
using CallQueue.Inputs;
using CallQueue.Problems;
using CallQueue.Requests;

namespace CallQueue.Calls;

/// <summary>A bulk as its app describes it [S1.18, S3.20], read as a stream: only the calls themselves stay in memory.</summary>
internal sealed class BulkRequest(GatewayOptions options, CallDialect dialect, DateTimeOffset now, FieldProblems problems)
{
    private const int MaxPart = 512 * 1024;
    private const string List = "calls";
    private readonly List<NewCall> _calls = [];
    private readonly HashSet<string> _customIds = new(StringComparer.Ordinal);
    private readonly List<KeyValuePair<string, JsonElement>> _fields = [];

    public IReadOnlyList<NewCall> Calls => _calls;

    /// <summary>Calls in the request, including invalid ones.</summary>
    public int Seen { get; private set; }

    /// <summary>Calls whose time was already in the past.</summary>
    public int Past { get; private set; }

    /// <summary>Whether calls carry ids of their app: stored and returned, but they do not name the calls of a run.</summary>
    public bool HasCustomIds => _customIds.Count > 0;

    public string? BatchId { get; private set; }

    public string? Business { get; private set; }

    public string Fingerprint { get; private set; } = "";

    public RunTemplate Template { get; private set; } = new();

    /// <summary>Where numbers without country code belong.</summary>
    public required StreamedCountry Country { get; init; }

    /// <summary>Reads the endpoint's other fields; unknown fields are stored and returned.</summary>
    public Action<JsonFields>? ReadMore { get; init; }

    /// <summary>Reads the whole body, even when parts of it are invalid.</summary>
    public async Task ReadAsync(PipeReader body, CancellationToken cancellation)
    {
        using var canonical = new CanonicalJson();
        var parts = new JsonParts(body, List, MaxPart, options.MaxBulkBytes, allowList: false);
        await foreach (JsonPart part in parts.ReadAsync(cancellation))
        {
            using JsonDocument value = part.Value;
            if (part.Index is { } index)
            {
                Seen++;
                int before = problems.Count;
                ReadCall(value.RootElement, index, canonical);
                if (await Country.HelpsAsync(_fields, before)) ReadCall(value.RootElement, index, canonical);
            }
            else _fields.Add(KeyValuePair.Create(part.Name!, value.RootElement.Clone()));
        }

        if (_fields.RemoveAll(f => f.Key == List) > 0) problems.Add(List, "must be a list");
        else if (Seen == 0) problems.Add(List, "must hold at least one call");
        if (Seen > options.MaxCalls) problems.Add(List, $"holds {Seen} calls; at most {options.MaxCalls} are allowed in one request, so send several");
        ReadFields(canonical);
    }

    private void ReadCall(JsonElement json, int index, CanonicalJson canonical)
    {
        if (index >= options.MaxCalls) return;
        if (CallItem.Read(json, dialect, index, now, problems) is not { } item) return;
        canonical.Add(json);
        _calls.Add(item.Call);
        if (item.WasPast) Past++;
        if (item.CustomId is { } id && !_customIds.Add(id)) problems.Add(KeptData.CustomCallId, $"'{id}' appears twice; give each call an id of its own", index);
    }

    private void ReadFields(CanonicalJson canonical)
    {
        var fields = new JsonFields([.. _fields], "", null, problems);
        Template = ValidText.Read(() => ReadTemplate(fields, canonical));
        Fingerprint = canonical.Finish();
    }

    private RunTemplate ReadTemplate(JsonFields fields, CanonicalJson canonical)
    {
        Business = fields.TextOrNumber(Tenant.Field);
        foreach ((string name, JsonElement value) in _fields.Where(f => f.Key != Tenant.Field).OrderBy(f => f.Key, StringComparer.Ordinal))
        {
            canonical.Add(name);
            canonical.Add(value);
        }

        BatchId = fields.Identifier("batch_id");
        IReadOnlyList<KeyValuePair<string, JsonElement>> times = fields.Peek([dialect.Time, KeptData.Deadline]);
        (DateTimeOffset? startAt, _) = CallItem.ReadTime(fields, dialect, now);
        CallSettings settings = CallSettings.Read(fields);
        ReadMore?.Invoke(fields);
        return new RunTemplate
        {
            Priority = settings.Priority ?? Priority.Normal,
            Script = settings.Script ?? new CallScript(),
            Rules = (settings.Rules ?? new CallRules()) is { Retry: null } rules ? rules with { Retry = dialect.Retry } : settings.Rules!,
            NotBefore = startAt > now ? startAt : null,
            Data = KeptData.Write(fields, KeptParts.None with { AsSent = times, Config = settings.Left }),
        };
    }
}
