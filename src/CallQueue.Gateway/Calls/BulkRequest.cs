using System.IO.Pipelines;
using System.Text.Json;
using CallQueue.Businesses;
using CallQueue.Fields;
using CallQueue.Inputs;
using CallQueue.Problems;
using CallQueue.Requests;

namespace CallQueue.Calls;

/// <summary>A bulk as its app describes it [S1.18, S3.20], read as a stream: only the calls themselves stay in memory.</summary>
internal sealed class BulkRequest(GatewayOptions options, CallDialect dialect, DateTimeOffset now, FieldProblems problems)
{
    private const int MaxPart = 512 * 1024;

    /// <summary>Characters of a call's fingerprint beside its id: enough to recognize the same call submitted alone.</summary>
    private const int FingerprintLength = 16;

    private readonly string _list = dialect.List.Name;
    private readonly List<NewCall> _calls = [];
    private readonly List<(int Place, CallItem Item)> _open = [];
    private readonly HashSet<string> _customIds = new(StringComparer.Ordinal);
    private readonly List<KeyValuePair<string, JsonElement>> _fields = [];
    private bool _isWhole = true;

    public IReadOnlyList<NewCall> Calls => _calls;

    /// <summary>Calls in the request, including invalid ones.</summary>
    public int Seen { get; private set; }

    /// <summary>Calls whose time was already in the past.</summary>
    public int Past { get; private set; }

    /// <summary>Whether calls have ids of their app.</summary>
    private bool HasCustomIds => _customIds.Count > 0;

    /// <summary>Facts about the calls together that their sender may want to know.</summary>
    public IReadOnlyList<string> Notes { get; set; } = [];

    public string? BatchId { get; private set; }

    public string? Business { get; private set; }

    public string Fingerprint { get; private set; } = "";

    public RunTemplate Template { get; private set; } = new();

    /// <summary>Where numbers without country code belong.</summary>
    public required StreamedCountry Country { get; init; }

    private OpenTimes? Open { get; set; }

    private string? ZoneNote { get; set; }

    /// <summary>The fields of the body.</summary>
    public FieldTable? Table { get; init; }

    /// <summary>Reads the endpoint's other fields; unknown fields are stored and returned.</summary>
    public Action<JsonFields>? ReadMore { get; init; }

    /// <summary>Reads the whole body, even when parts of it are invalid.</summary>
    public async Task ReadAsync(PipeReader body, CancellationToken cancellation)
    {
        using var canonical = new CanonicalJson();
        var parts = new JsonParts(body, _list, MaxPart, options.MaxBulkBytes, allowList: false);
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

        if (_fields.RemoveAll(f => f.Key == _list) > 0) problems.Add(_list, "must be a list");
        else if (Seen == 0) problems.Add(_list, "must hold at least one call");
        if (Seen > options.MaxCalls) problems.Add(_list, $"holds {Seen} calls; at most {options.MaxCalls} are allowed in one request, so send several");
        ReadFields(canonical);
    }

    /// <summary>Reads times without an offset on the clocks of the batch's zone, else of the business's.</summary>
    public async Task ZoneAsync(IActors actors, BusinessId business)
    {
        if (_open.Count == 0 && Open is null) return;
        ZoneOfTimes zone = await ZoneOfTimes.OfAsync(actors, business, Template.Rules.TimeZone);
        foreach ((int place, CallItem open) in _open)
        {
            CallItem item = open.In(zone.Name, now);
            if (item.WasPast) Past++;
            _calls[place] = _isWhole ? item.Call : item.Call with { CustomFingerprint = null };
        }

        if (Open is { } times)
        {
            Template = Template with
            {
                Rules = times.RulesIn(zone.Name, Template.Rules)!,
                NotBefore = times.At is { } at ? After(at.In(zone.Name)) : Template.NotBefore,
                Data = WithInstants(Template.Data, times.At, times.Deadline, zone.Name),
            };
        }

        (Open, ZoneNote) = (null, zone.Note);
        _open.Clear();
    }

    /// <summary>The notes, and in which zone times without an offset were read; null without any.</summary>
    public IReadOnlyList<string>? WithZoneNote(IReadOnlyList<string>? notes) => ZoneNote is { } note ? [.. notes ?? [], note] : notes;

    private string? WithInstants(string? data, WrittenTime? at, WrittenTime? deadline, string? zone)
    {
        if (at is { IsLocal: true } start) data = KeptData.WithTime(data, dialect.Time.Name, start.In(zone));
        return deadline is { IsLocal: true } end ? KeptData.WithTime(data, KeptData.Deadline, end.In(zone)) : data;
    }

    private DateTimeOffset? After(DateTimeOffset? at) => at > now ? at : null;

    private void ReadCall(JsonElement json, int index, CanonicalJson canonical)
    {
        if (index >= options.MaxCalls) return;
        if (CallItem.Read(json, dialect, index, now, problems) is not { } item) return;
        canonical.Add(json);
        if (item.CustomId is { } chosen) item = item with { Call = item.Call with { CustomId = chosen, CustomFingerprint = CallRequest.Fingerprint(json)[..FingerprintLength] } };
        if (item.Open is not null) _open.Add((_calls.Count, item));
        else if (item.WasPast) Past++;
        _calls.Add(item.Call);
        if (item.CustomId is { } id && !_customIds.Add(id)) problems.Add(KeptData.CustomCallId, $"'{id}' appears twice; give each call an id of its own", index);
    }

    private void ReadFields(CanonicalJson canonical)
    {
        var fields = new JsonFields([.. _fields], Table, "", null, problems);
        fields.Has(dialect.List); // Its items were read as a stream.
        Template = ValidText.Read(() => ReadTemplate(fields, canonical));
        Fingerprint = canonical.Finish();

        // With defaults for all calls, what one of them says is not its whole content.
        _isWhole = _fields.TrueForAll(field => field.Key is Tenant.Field or "batch_id");
        if (HasCustomIds && !_isWhole) for (int i = 0; i < _calls.Count; i++) if (_calls[i].CustomFingerprint is not null) _calls[i] = _calls[i] with { CustomFingerprint = null };
    }

    private RunTemplate ReadTemplate(JsonFields fields, CanonicalJson canonical)
    {
        Business = fields.TextOrNumber(Tenant.InBody);
        foreach ((string name, JsonElement value) in _fields.Where(f => f.Key != Tenant.Field).OrderBy(f => f.Key, StringComparer.Ordinal))
        {
            canonical.Add(name);
            canonical.Add(value);
        }

        fields.Level();
        BatchId = fields.Identifier(CallFields.BatchId);
        IReadOnlyList<KeyValuePair<string, JsonElement>> times = fields.Peek([dialect.Time.Name, KeptData.Deadline]);
        WrittenTime? startAt = CallItem.ReadTime(fields, dialect, now);
        CallSettings settings = CallSettings.Read(fields);
        Open = OpenTimes.Of(startAt, settings.Deadline, settings.Rules?.TimeZone, keepsText: true);
        ReadMore?.Invoke(fields);
        CallLevels.RefuseNear(fields, dialect);
        return new RunTemplate
        {
            Priority = settings.Priority ?? Priority.Normal,
            Script = settings.Script ?? new CallScript(),
            Rules = (settings.Rules ?? new CallRules()) is { Retry: null } rules ? rules with { Retry = dialect.Retry } : settings.Rules!,
            NotBefore = After(startAt?.In(settings.Rules?.TimeZone)),
            Data = WithInstants(KeptData.Write(fields, KeptParts.None with { AsSent = times, Config = settings.Left }), startAt, settings.Deadline, settings.Rules?.TimeZone),
        };
    }
}
