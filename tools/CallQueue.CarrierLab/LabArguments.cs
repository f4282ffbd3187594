using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace CallQueue.CarrierLab;

/// <summary>The command line: <c>--name value</c> pairs.</summary>
public static class LabArguments
{
    /// <summary>The word before the options that only asks whether a lab listens on --port, for images without curl.</summary>
    public const string Health = "health";

    /// <summary>One line per option.</summary>
    public const string Help = """
        --host ADDRESS       where to listen [127.0.0.1]              --port N          0 for any free one
        --ledger FILE        append every create, hang-up, life event and webhook as JSON lines
        --ring-ms A-B        ring time            --talk-ms A-B    talk time
        --ends LIST          completed=70,busy=8,no-answer=15,failed=5,rejected=2
        --machines P         machines answer      --verdicts LIST  prompt=70,early=5,late=5,never=5,twice=10,wrong=5
        --no-sound P         recorded calls without sound
        --lose P             take a create, lose its answer          --lose-before P   lose a create
        --throttle P         429                                     --error P         500 with the call made
        --error-before P     500 without a call                      --cps N           start N calls a second, queue the rest
        --fetch-lag-ms N     fetches and lists lag behind            --cdr-lag-ms N    Plivo records come late
        --duplicate P        webhooks come twice                     --reorder P       webhooks overtake each other
        --drop P             webhooks get lost                       --delay-ms A-B    webhooks are late
        --retry-wait-ms N    between two tries of a webhook          --plivo-queue-cancel-hook true|false
        --outage-s A-B       429 to every create from second A on until second B
        --seed N             the same chances again
        --callkaro-webhook URL where CallKaro's webhooks go          --callkaro-end-only true|false
        --twilio-sid, --twilio-token, --plivo-id, --plivo-token,
        --callkaro-key, --callkaro-agent, --callkaro-secret          credentials
        health --port N      exit code 0 if a lab answers there
        """;

    /// <exception cref="FormatException">An option is unknown or its value can't be read; the message says which.</exception>
    public static LabOptions Parse(IReadOnlyList<string> args)
    {
        var options = new LabOptions { KeepEntries = false };
        if (args.Count % 2 != 0) throw new FormatException("options come as --name value");
        for (int i = 0; i < args.Count; i += 2)
        {
            try
            {
                options = With(options, args[i], args[i + 1]);
            }
            catch (Exception wrong) when (wrong is FormatException or OverflowException)
            {
                throw new FormatException($"{args[i]} {args[i + 1]}: {wrong.Message}", wrong);
            }
        }
        return options;
    }

    private static LabOptions With(LabOptions options, string name, string value) => name switch
    {
        "--host" => options with { Host = Address(value) },
        "--port" => options with { Port = Whole(value) },
        "--ledger" => options with { LedgerPath = value },
        "--ring-ms" => options with { RingMs = Range(value) },
        "--talk-ms" => options with { TalkMs = Range(value) },
        "--ends" => options with { Ends = Weights(value) },
        "--machines" => options with { Machines = Chance(value) },
        "--verdicts" => options with { Verdicts = VerdictWeights(value) },
        "--no-sound" => options with { NoSound = Chance(value) },
        "--lose" => options with { Lose = Chance(value) },
        "--lose-before" => options with { LoseBefore = Chance(value) },
        "--throttle" => options with { Throttle = Chance(value) },
        "--outage-s" => options with { OutageSeconds = Range(value) },
        "--error" => options with { Error = Chance(value) },
        "--error-before" => options with { ErrorBefore = Chance(value) },
        "--cps" => options with { Cps = double.Parse(value, CultureInfo.InvariantCulture) },
        "--fetch-lag-ms" => options with { FetchLagMs = Whole(value) },
        "--cdr-lag-ms" => options with { CdrLagMs = Whole(value) },
        "--duplicate" => options with { Duplicate = Chance(value) },
        "--reorder" => options with { Reorder = Chance(value) },
        "--drop" => options with { Drop = Chance(value) },
        "--delay-ms" => options with { DelayMs = Range(value) },
        "--retry-wait-ms" => options with { RetryWaitMs = Whole(value) },
        "--plivo-queue-cancel-hook" => options with { PlivoTellsQueueCancel = bool.Parse(value) },
        "--seed" => options with { Seed = Whole(value) },
        "--twilio-sid" => options with { TwilioSid = value },
        "--twilio-token" => options with { TwilioToken = value },
        "--plivo-id" => options with { PlivoId = value },
        "--plivo-token" => options with { PlivoToken = value },
        "--signalwire-project" => options with { SignalWireProject = value },
        "--signalwire-token" => options with { SignalWireToken = value },
        "--signalwire-key" => options with { SignalWireKey = value },
        "--callkaro-key" => options with { CallKaroKey = value },
        "--callkaro-agent" => options with { CallKaroAgent = value },
        "--callkaro-secret" => options with { CallKaroSecret = value },
        "--callkaro-webhook" => options with { CallKaroWebhook = value },
        "--callkaro-end-only" => options with { CallKaroTellsEndOnly = bool.Parse(value) },
        _ => throw new FormatException("no such option"),
    };

    private static string Address(string text) => IPAddress.TryParse(text, out IPAddress? address) && address.AddressFamily == AddressFamily.InterNetwork
        ? address.ToString()
        : throw new FormatException("must be an IPv4 address, such as 127.0.0.1 or 0.0.0.0");

    private static int Whole(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);

    private static double Chance(string text) =>
        double.Parse(text, CultureInfo.InvariantCulture) is >= 0 and <= 1 and var chance ? chance : throw new FormatException("must be 0 to 1");

    private static (int, int) Range(string text)
    {
        string[] ends = text.Split('-');
        (int from, int to) = (Whole(ends[0]), Whole(ends[^1]));
        return ends.Length <= 2 && from <= to ? (from, to) : throw new FormatException("must be A-B");
    }

    private static Dictionary<LabVerdict, int> VerdictWeights(string text) =>
        text.Split(',').Select(part => part.Split('=')).ToDictionary(sides => Enum.TryParse(sides[0], ignoreCase: true, out LabVerdict verdict) ? verdict : throw new FormatException($"'{sides[0]}' is no way of a verdict"), sides => Whole(sides[^1]));

    private static Dictionary<string, int> Weights(string text) =>
        text.Split(',').Select(part => part.Split('=')).ToDictionary(sides => LabEnd.Named(sides[0]).Word, sides => Whole(sides[^1]));
}
