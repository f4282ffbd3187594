using System.Net;
using System.Text.Json;
using CallQueue.Trunks;

namespace CallQueue.Agents;

/// <summary>No I/O: what an agent server has answered when it was asked for its sessions (docs/agents.md).</summary>
/// <param name="Sessions">Calls of ours that may be live at once; 0 with a problem.</param>
/// <param name="Problem">Why the answer can't be used; null: it can.</param>
internal readonly record struct SessionsAnswer(int Sessions, string? Problem)
{
    /// <summary>A longer answer is not read.</summary>
    public const int MostBytes = 4096;

    private const string Shape = "needed is a JSON object such as {\"free\":5,\"total\":20,\"outbound\":10}";

    /// <summary>No answer that can be used.</summary>
    public static SessionsAnswer No(string problem) => new(0, problem);

    /// <summary>Reads an answer. Whatever is odd about it is a problem: then nothing is dialed.</summary>
    /// <param name="reserved">Sessions that are kept free for people who call in.</param>
    public static SessionsAnswer Read(HttpStatusCode status, ReadOnlyMemory<byte> body, int reserved)
    {
        if (status != HttpStatusCode.OK) return No($"answers with HTTP {(int)status}, and 200 is needed");
        if (body.Length > MostBytes) return No($"answers with more than {MostBytes} bytes");
        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object ? Read(document.RootElement, reserved) : No($"answers with no JSON object; {Shape}");
        }
        catch (JsonException)
        {
            return No($"answers with no JSON; {Shape}");
        }
    }

    private static SessionsAnswer Read(JsonElement answer, int reserved)
    {
        int free = 0, total = 0, outbound = 0;
        string? problem = Count(answer, "free", isNeeded: true, ref free) ?? Count(answer, "total", isNeeded: true, ref total) ?? Count(answer, "outbound", isNeeded: false, ref outbound);
        if (problem is not null) return No(problem);
        if (free + outbound > total) return No($"answers with free {free} and outbound {outbound}, which is more than total {total}");
        return new SessionsAnswer(Math.Max(0, Math.Min(free + outbound, total - reserved)), null);
    }

    private static string? Count(JsonElement answer, string name, bool isNeeded, ref int count)
    {
        if (!answer.TryGetProperty(name, out JsonElement value)) return isNeeded ? $"answers without {name}; {Shape}" : null;
        bool isCount = value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out count) && count >= 0 && count <= TrunkLimits.ChannelCounts.Max;
        return isCount ? null : $"answers with {name} {Shown(value)}, and a whole number from 0 to {TrunkLimits.ChannelCounts.Max} is needed";
    }

    private static string Shown(JsonElement value) => value.GetRawText() is { Length: <= 20 } text ? text : $"{value.GetRawText()[..20]}…";
}
