using System.Text.Json;
using System.Text.Json.Serialization;
using CallQueue.Businesses;
using CallQueue.Calls;
using CallQueue.ChosenIds;
using CallQueue.Commands;
using CallQueue.Composition;
using CallQueue.Hosting;
using CallQueue.Leads;

namespace CallQueue.Dialing;

/// <summary>Puts a file of people into the queue as one run. Repeating it finds the same run and adds nothing.</summary>
internal sealed class RunSubmission
{
    private const int PartSize = 10_000;

    private readonly DialOrder _order;
    private readonly LeadFile _file;
    private readonly LeadCheck _check;

    public RunSubmission(DialOrder order, LeadFile file, LeadCheck check)
    {
        (_order, _file, _check) = (order, file, check);
        Run = new RunId(order.Business, order.RunName ?? ListFingerprint.RunName(check));
    }

    /// <summary>The existing or new run of this file.</summary>
    public RunId Run { get; }

    /// <exception cref="CommandException">The run's name is used for different content.</exception>
    /// <exception cref="StorageException">The storage failed; repeating it continues.</exception>
    public async Task SubmitAsync(IBusiness business, CommandContext context)
    {
        RunTemplate template = Template(_order.RulesOver((await business.GetAsync()).Settings.Rules));
        string fingerprint = ListFingerprint.Of(_check, template);
        if (_check.HasIds && _check.Total > PartSize && await RunClaims.ClaimAsync(business, Run.Name, _file.ReadAsync(PartSize)) is { } conflict) throw Taken(conflict);
        int offset = 0;
        await foreach (IReadOnlyList<NewCall> part in _file.ReadAsync(PartSize))
        {
            if (context.Interrupts.Once.IsCancellationRequested) throw new CommandException(ExitCode.Interrupted, "Interrupted before the first call. Run the same command again to continue.");
            EnqueueAnswer answer = await business.EnqueueAsync(new EnqueueCalls(Run.Name, _check.Total, offset, fingerprint, template, part));
            Check(answer);
            offset += part.Count;
            if (_check.Total > PartSize) context.Say($"Queued {offset:N0} of {_check.Total:N0}.");
            if (answer is EnqueueAnswer.Taken { Added: false } taken && taken.Received == _check.Total) return;
        }
    }

    private void Check(EnqueueAnswer answer)
    {
        switch (answer)
        {
            case EnqueueAnswer.Conflict { Id: { } taken }:
                throw Taken(taken);
            case EnqueueAnswer.Conflict:
                throw new CommandException(ExitCode.BadInput, _order.RunName is null
                    ? $"This file was already started as run {Run.Name} with different options (message, voice, retries, window, ...). Use the same options to continue it, or add --run-id NAME to call everybody as a new run."
                    : $"Run {Run.Name} already exists with different people or options (message, voice, retries, window, ...), so nobody was called now. A run is one list: choose another --run-id for this one, or repeat the first command unchanged to continue.");
            case EnqueueAnswer.Refused refused:
                throw new CommandException(ExitCode.BadInput, $"The queue rejected the run: {refused.Problem}.");
        }
    }

    private static CommandException Taken(IdConflict taken) => new(ExitCode.BadInput, $"{taken.InList}. Nobody was called.");

    private RunTemplate Template(CallRules rules) => new()
    {
        Script = _order.Script,
        Rules = rules,
        NotBefore = _order.StartAt,
        Data = JsonSerializer.Serialize(new RunOrigin(Path.GetFileName(_order.File)), DialJson.Default.RunOrigin),
    };
}

/// <summary>Where a run's people came from.</summary>
internal sealed record RunOrigin(string File);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(RunOrigin))]
internal sealed partial class DialJson : JsonSerializerContext;
