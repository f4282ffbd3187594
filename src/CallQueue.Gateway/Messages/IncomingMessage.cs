using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using CallQueue.Businesses;
using CallQueue.Calls;
using CallQueue.Numbers;

namespace CallQueue.Messages;

/// <summary>The fields of a Baileys message that are used here. Its text is not read.</summary>
/// <param name="To">Whom to call back; null when no call back is due.</param>
/// <param name="WhyNot">Why no call back is due.</param>
/// <param name="SenderName">How the sender calls themselves; null when unknown.</param>
internal sealed record IncomingMessage(string Id, PhoneNumber? To, string? WhyNot, string? SenderName)
{
    private const int MaxName = 100;

    /// <summary>The call's name [S4.6]: the same message always gives the same call.</summary>
    public string CallName =>
        Identifier.IsValid($"webhook:baileys:{Id}", out _) && !Id.Contains('-', StringComparison.Ordinal)
            ? $"webhook:baileys:{Id}"
            : $"webhook:baileys:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Id)).AsSpan(0, 16))}";

    /// <summary>Reads one; invalid fields become problems.</summary>
    public static IncomingMessage Read(JsonFields message)
    {
        if (message.Object(MessageFields.Key) is not { } key)
        {
            message.Wrong(MessageFields.Key, "is missing");
            return new IncomingMessage("", null, null, null);
        }

        if (!key.Has(MessageFields.Id)) key.Wrong(MessageFields.Id, "is missing");
        string id = key.Text(MessageFields.Id) ?? "";
        bool isOwn = key.Flag(MessageFields.FromMe) ?? false;
        string? chat = key.Text(MessageFields.RemoteJid);
        // For a sender whose number is hidden behind an id of the network, another field may have the number.
        string? behind = key.Text(MessageFields.SenderPn) ?? key.Text(MessageFields.RemoteJidAlt);
        string? name = message.Text(MessageFields.PushName) is { } given ? given[..Math.Min(given.Length, MaxName)] : null;
        (PhoneNumber? to, string? whyNot) = isOwn ? (null, "the message was sent by the business") : Sender(chat, behind);
        return new IncomingMessage(id, to, whyNot, name);
    }

    /// <summary>The call that answers it.</summary>
    public SubmitCall Submit(PhoneNumber to, CallTemplate template)
    {
        CallScript script = SenderName is null ? template.Script
            : template.Script.Over(new CallScript { Variables = new Dictionary<string, string> { ["name"] = SenderName } });
        var data = new JsonObject { ["source"] = "whatsapp", ["message_id"] = Id };
        var call = new NewCall { To = to, Priority = template.Priority, Script = script, Rules = template.Rules, Data = data.ToJsonString() };
        return new SubmitCall(CallName, CallName, call) { IsBounded = true };
    }

    public TakenMessage Ignored(string reason) => new(Id, "ignored", null, null, reason);

    private static (PhoneNumber? To, string? WhyNot) Sender(string? chat, string? behind)
    {
        if (chat is null) return (null, "the message has no chat id");
        string[] parts = chat.Split('@');
        string host = parts[^1];
        if (host == "lid" && behind is not null) return Sender(behind, null);
        return host switch
        {
            "g.us" => (null, "the message was sent to a group"),
            "broadcast" => (null, chat == "status@broadcast" ? "the message is a status" : "the message is a broadcast"),
            "s.whatsapp.net" or "c.us" when parts.Length == 2 => Number(parts[0]),
            _ => (null, "the sender's telephone number is unknown"),
        };
    }

    // The sender's device follows after a colon, or after an underscore before the colon.
    private static (PhoneNumber? To, string? WhyNot) Number(string user) =>
        NumberReader.Read($"+{user.Split(':', '_')[0]}", null).Number is { } number ? (number, null) : (null, "the sender's telephone number is unknown");
}
