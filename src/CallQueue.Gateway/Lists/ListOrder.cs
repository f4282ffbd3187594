using System.Text.Json;
using CallQueue.Businesses;
using CallQueue.Calls;
using CallQueue.Fields;
using CallQueue.Inputs;
using CallQueue.Leads;
using CallQueue.Numbers;
using CallQueue.Planning;
using CallQueue.Problems;
using CallQueue.Requests;
using CallQueue.Runs;

namespace CallQueue.Lists;

/// <summary>The options of a list, read and checked.</summary>
internal sealed record ListOrder
{
    /// <summary>The business that the body names; null when it names none.</summary>
    public string? Business { get; private init; }

    /// <summary>The run's chosen name; null when none was chosen.</summary>
    public string? RunName { get; private init; }

    /// <summary>Answer what would be dialed, and store nothing.</summary>
    public bool IsDryRun { get; private init; }

    /// <summary>Call also people who were called recently.</summary>
    public bool IsAgain { get; private init; }

    public RunTemplate Template { get; private init; } = new();

    /// <summary>How the rows are read.</summary>
    public LeadFileOptions Reading { get; private init; } = new();

    /// <summary>For the forecast of a dry run.</summary>
    public PlanAssumptions Assumptions { get; private init; } = new();

    private OpenTimes? Open { get; init; }

    /// <summary>In which zone times without an offset of the list as a whole were read; null when there are none.</summary>
    public string? ZoneNote { get; private init; }

    /// <summary>The order with times without an offset, its own and those of rows without a zone, on the clocks of the business; unless it has a time zone itself.</summary>
    public ListOrder In(BusinessSettings settings, DateTimeOffset now)
    {
        if (Template.Rules.TimeZone is not null) return this;
        var zone = ZoneOfTimes.Of(settings);
        ListOrder order = this with { Reading = Reading with { TimeZone = zone.Name } };
        if (Open is not { } open) return order;
        DateTimeOffset? at = open.At?.In(zone.Name);
        RunTemplate template = Template with { Rules = open.RulesIn(zone.Name, Template.Rules)!, NotBefore = at is null ? Template.NotBefore : at > now ? at : null };
        return order with { Template = template, Open = null, ZoneNote = zone.Note };
    }

    /// <summary>Reads them; problems are added to <paramref name="problems"/>.</summary>
    /// <param name="all">The options by name.</param>
    /// <param name="fileName">The name of the file in a form; null: none.</param>
    public static ListOrder Read(List<KeyValuePair<string, JsonElement>> all, string? fileName, TimeProvider time, FieldProblems problems) => ValidText.Read(() =>
    {
        var names = all.Select(field => field.Key).ToHashSet(StringComparer.Ordinal);
        var fields = new JsonFields(all, ListOptions.Body, "", null, problems);
        fields.Has(ListOptions.Calls); // They were read as a stream.
        DateTimeOffset now = time.GetUtcNow();
        var order = new ListOrder
        {
            Business = fields.TextOrNumber(Tenant.InBody),
            RunName = ReadName(fields),
            IsDryRun = fields.Flag(ListOptions.DryRun) ?? false,
            IsAgain = fields.Flag(ListOptions.Again) ?? false,
            Assumptions = ReadAssumptions(fields),
        };
        fileName = fields.Text(ListOptions.FileName) ?? fileName;
        bool skip = fields.Flag(ListOptions.SkipInvalid) ?? false, duplicates = fields.Flag(ListOptions.AllowDuplicates) ?? false;
        (RunTemplate template, OpenTimes? open) = ReadTemplate(fields, fileName, now);
        LeadMapping mapping = ReadMapping(fields);
        string? country = fields.TextOrNumber("country");
        if (country is not null && NumberReader.FindCountryProblem(country) is { } unknown) fields.Wrong("country", unknown);
        fields.RefuseLeft("option of a list");
        return order with
        {
            Template = template,
            Open = open,
            Reading = new LeadFileOptions
            {
                ListedProblems = FieldProblems.Listed, TimeZone = template.Rules.TimeZone ?? "UTC", SkipInvalid = skip, AllowDuplicates = duplicates, FieldsBeside = names, Mapping = mapping, Country = country, Time = time,
            },
        };
    });

    private static LeadMapping ReadMapping(JsonFields fields)
    {
        IReadOnlyList<string> columns = ReadTexts(fields, ListOptions.PhoneColumn), pairs = ReadTexts(fields, ListOptions.Map);
        if (LeadMapping.Parse(pairs, columns, out string? problem) is { } mapping) return mapping;
        fields.Wrong(pairs.Count > 0 ? ListOptions.Map : ListOptions.PhoneColumn, problem!);
        return LeadMapping.None;
    }

    /// <summary>One text, a list of texts, or an object whose members are pairs.</summary>
    private static IReadOnlyList<string> ReadTexts(JsonFields fields, ListField name) => !fields.Has(name) || fields.Peek([name.Name]) is not [{ Value: var value }] ? []
        : value.ValueKind switch
        {
            JsonValueKind.Array => [.. (fields.List(name) ?? []).Select(one => one.ToString())],
            JsonValueKind.Object => [.. fields.Object(name.Name)!.Left.Select(pair => $"{pair.Key}={pair.Value}")],
            _ => fields.Text(name.Name, CallLimits.NameLength) is { } text ? [text] : [],
        };

    private static string? ReadName(JsonFields fields)
    {
        string? run = fields.Identifier(ListOptions.RunId), batch = fields.Identifier(ListOptions.BatchId);
        if (run is not null && batch is not null && run != batch) fields.Wrong(ListOptions.BatchId, "differs from run_id; send one of them");
        return run ?? batch;
    }

    private static (RunTemplate Template, OpenTimes? Open) ReadTemplate(JsonFields fields, string? fileName, DateTimeOffset now)
    {
        WrittenTime? startAt = CallItem.ReadTime(fields, CallDialect.Calls, now);
        CallSettings settings = CallSettings.Read(fields);
        foreach ((string name, _) in settings.Left?.Fields ?? []) fields.Wrong($"{KeptData.CallConfig}.{name}", "is an unknown option of a list; remove it or correct its name");
        string? zone = settings.Rules?.TimeZone;
        DateTimeOffset? at = startAt?.In(zone);
        var template = new RunTemplate
        {
            Priority = settings.Priority ?? Priority.Normal,
            Script = ReadScript(fields, settings.Script ?? new CallScript()),
            Rules = MachineFields.Read(fields, ReadRules(fields, settings.Rules ?? new CallRules()))!,
            NotBefore = at > now ? at : null,
            Data = fileName is null ? null : JsonSerializer.Serialize(new ListOrigin(fileName), GatewayJson.Context.ListOrigin),
        };
        return (template, OpenTimes.Of(startAt, settings.Deadline, zone, keepsText: true));
    }

    private static CallScript ReadScript(JsonFields fields, CallScript script) => script with
    {
        Voice = fields.Text(CallFields.Voice) ?? script.Voice,
        FlowName = fields.Text(CallFields.FlowName) ?? script.FlowName,
        AnswerUrl = ReadUrl(fields) ?? script.AnswerUrl,
        Record = fields.Flag(CallFields.RecordingEnabled) ?? script.Record,
        RecordDual = CallSettings.ReadChannels(fields) ?? script.RecordDual,
    };

    private static string? ReadUrl(JsonFields fields)
    {
        string? url = fields.Text(CallFields.AnswerUrl);
        if (url is null || CallLimits.FindUrlProblem(url) is not { } problem) return url;
        fields.Wrong(CallFields.AnswerUrl, problem);
        return null;
    }

    private static CallRules ReadRules(JsonFields fields, CallRules rules)
    {
        TimeSpan? delay = fields.Seconds(ListOptions.RetryDelay);
        double? factor = fields.Number(ListOptions.RetryFactor);
        RetryPolicy? retry = rules.Retry;
        if (retry is null && (delay is not null || factor is not null)) fields.Wrong(delay is null ? ListOptions.RetryFactor.Name : ListOptions.RetryDelay.Name, "needs max_retries beside it");
        return rules with
        {
            Retry = retry is null ? null : retry with { Delay = delay ?? retry.Delay, Factor = factor ?? retry.Factor, Yields = (delay ?? (object?)factor) is null ? retry.Yields : RetryYield.Nothing },
            RingTimeout = fields.Seconds(ListOptions.RingTimeout),
            MaxDuration = fields.Seconds(ListOptions.MaxDuration) ?? rules.MaxDuration,
        };
    }

    private static PlanAssumptions ReadAssumptions(JsonFields fields)
    {
        JsonFields from = fields.Object(RunFields.Assumptions) ?? fields;
        var usual = new PlanAssumptions();
        return new PlanAssumptions
        {
            AnswerRate = from.Number(RunFields.AnswerRate) ?? usual.AnswerRate,
            Talk = TimeSpan.FromSeconds(from.Number(RunFields.TalkSeconds) ?? usual.Talk.TotalSeconds),
            Ring = TimeSpan.FromSeconds(from.Number(RunFields.RingSeconds) ?? usual.Ring.TotalSeconds),
            PricePerMinute = from.Number(RunFields.PricePerMinute) is { } price ? (decimal)price : null,
        };
    }
}

/// <summary>Where a run's people came from.</summary>
internal sealed record ListOrigin(string File);
