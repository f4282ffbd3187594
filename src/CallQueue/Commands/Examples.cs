using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using CallQueue.Configuration;

namespace CallQueue.Commands;

/// <summary>What <c>--help</c> shows below the options.</summary>
internal static class Examples
{
    private const string Root = """
        Examples:
          callqueue dial samples/leads.csv         call everybody in a file (simulated without credentials)
          callqueue plan samples/leads.csv         forecast the run, without calling anybody
          callqueue serve                          serve the REST API on http://127.0.0.1:8000, with a key
          callqueue status                         show what is being dialed now
          callqueue config                         show all settings and where each comes from
          callqueue selftest                       check this machine and its settings
        """;

    private const string Dial = """
        Examples:
          callqueue dial leads.csv
          callqueue dial leads.csv --slots 10 --rate 10/60s --rate 2/s
          callqueue dial leads.csv --window 09:00-21:00 --timezone Europe/Berlin --retries 2 --retry-delay 30m
          callqueue dial leads.csv --carrier twilio --message "Hello {{name}}, your order is ready."
          callqueue dial leads.csv --server https://calls.example.com --key-file key.txt

        Run the same command again after a pause (Ctrl-C), a crash or a power failure: it continues and calls nobody twice.

        Exit codes:
          0    every call of the run has ended
          1    unexpected error
          2    the options, the settings or the file are invalid; nobody was called
          3    the carrier account rejects calls (credentials, funds, ...); the rest of the list waits
          4    the data folder can't be used (in use, damaged, not writable, disk full, sealed by an export), or the server does not respond
          5    the run was stopped permanently
          130  interrupted
        """;

    private const string Plan = """
        Examples:
          callqueue plan leads.csv --slots 10 --window 09:00-21:00
          callqueue plan leads.csv --slots 30 --retries 2 --answer-rate 35% --talk 45s --price-per-minute 0.014
          callqueue plan leads.csv --at 2026-12-01T08:00:00Z --json > plan.json
          callqueue plan leads.csv --server https://calls.example.com --key-file key.txt

        The forecast runs the real queue on virtual time, so days take seconds. The same options give the same plan.
        """;

    private const string Serve = """
        Examples:
          callqueue serve                              the first start creates an operator key
          callqueue serve --no-keys                    a rehearsal: programs on this machine need no key
          callqueue serve --port 9000 --data /var/lib/callqueue
          PUBLIC_URL=https://calls.example.com callqueue serve --carrier twilio --webhook-port 8001
        """;

    private const string Status = """
        Examples:
          callqueue status
          callqueue status leads-1a2b3c4d
        """;

    private const string Stop = """
        Examples:
          callqueue stop leads-1a2b3c4d                  dial no more calls; live calls end by themselves
          callqueue stop leads-1a2b3c4d --hang-up-live   end live calls too
        """;

    private const string Keys = """
        Examples:
          callqueue keys create crm --business acme      a key for the business acme
          callqueue keys create admin --operator         a key with full access
          callqueue keys create web --business acme --role submit_only --expires 90d --from 10.0.0.0/8
          callqueue keys create care --business acme --may-remove-opt-outs
          callqueue keys list
          callqueue keys rotate 3f9a0c5d7b1e42a86c0d9e57 --overlap 7d
          callqueue keys revoke 3f9a0c5d7b1e42a86c0d9e57

        Programs send a key as X-Api-Key or as Authorization: Bearer. The first start of serve creates an operator key and
        stores it in operator.key in the data folder. Once you have created a key, serve listens on every address of this
        machine unless HOST is set.
        """;

    private const string Sessions = """
        Examples:
          callqueue sessions list
          callqueue sessions end 5b1e42a86c0d9e573f9a0c5d
          callqueue sessions list --server https://dialer.example.com
        """;

    private const string Audit = """
        Examples:
          callqueue audit --business acme                the last changes: who, when, from where, what before and after
          callqueue audit --deployment --last 100        the same of keys, the deployment's do-not-call list and carrier accounts
          callqueue audit export acme.jsonl --business acme
          callqueue audit verify acme.jsonl              find whatever was altered in it, on any machine
        """;

    private const string Evidence = """
        Examples:
          callqueue evidence spring --out spring.jsonl             who was dialed in a run, when, and why that was allowed
          callqueue evidence +12025550171 --out number.jsonl       all dials to one number
          callqueue evidence --hide-persons --out all.jsonl        all dials, without naming anybody
          callqueue evidence --public-key --out callqueue.pem      the key that signs bundles

        Hand the bundle and, by another way, the key to whoever checks it: callqueue verify needs nothing else.
        """;

    private const string Verify = """
        Examples:
          callqueue verify spring.jsonl
          callqueue verify spring.jsonl --public-key callqueue.pem

        Exit codes:
          0    every row is as it was written
          2    the file can't be read
          6    something was changed; each row concerned is named
        """;

    private const string Erase = """
        Examples:
          callqueue erase +12025550171
          callqueue erase +12025550171 --business acme --out receipt.json

        A live call to the number must have ended before. The number stays on do-not-call lists, and in files that dial has
        written. Run the same command again if it was interrupted.
        """;

    private const string Export = """
        Examples:
          callqueue export calls.jsonl                  export ./data; calls in progress are looked up after the import
          callqueue export calls.jsonl --data /var/lib/callqueue
          callqueue export --undo                       reopen this folder, if the file was never imported

        Stop dial and serve first. The folder is then sealed permanently: dial, serve and stop reject it, status still shows
        its last state. If the file gets lost, the same command writes the same file again.
        """;

    private const string Config = """
        Examples:
          callqueue config
          callqueue config --check --for gateway && callqueue gateway
          callqueue config --json
        """;

    private const string Import = """
        Examples:
          callqueue import calls.jsonl --data /var/lib/callqueue
          callqueue import calls.jsonl --data new && callqueue dial leads.csv --data new

        The whole file is validated before anything is written. After an interruption run the same command again. Import a
        file once, in one place: calls that exist in two places are dialed twice.
        """;

    /// <summary>Adds them to every command below <paramref name="root"/>.</summary>
    public static void AddTo(RootCommand root)
    {
        HelpOption help = root.Options.OfType<HelpOption>().Single();
        help.Action = new WithExamples((HelpAction)help.Action!);
    }

    private static string? Of(Command command) => command switch
    {
        RootCommand => Root,
        { Name: "dial" } => Dial,
        { Name: "plan" } => Plan,
        { Name: "serve" } => Serve,
        { Name: "status" } => Status,
        { Name: "stop" } => Stop,
        { Name: "keys" } => Keys,
        { Name: "sessions" } => Sessions,
        { Name: "audit" } => Audit,
        { Name: "evidence" } => Evidence,
        { Name: "verify" } => Verify,
        { Name: "erase" } => Erase,
        { Name: "export" } => Export,
        { Name: "import" } => Import,
        { Name: "config" } => Config,
        _ => null,
    };

    private static SettingReaders? ReaderOf(Command command) => command.Name switch
    {
        "dial" => SettingReaders.Dial,
        "serve" => SettingReaders.Serve,
        "silo" => SettingReaders.Silo,
        "gateway" => SettingReaders.Gateway,
        _ => null,
    };

    private sealed class WithExamples(HelpAction help) : SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parseResult)
        {
            int code = help.Invoke(parseResult);
            TextWriter output = parseResult.InvocationConfiguration.Output;
            if (Of(parseResult.CommandResult.Command) is { } examples) output.WriteLine(examples);
            if (ReaderOf(parseResult.CommandResult.Command) is { } reader) output.WriteLine($"\n{SettingsDocument.Help(reader)}");
            return code;
        }
    }
}
