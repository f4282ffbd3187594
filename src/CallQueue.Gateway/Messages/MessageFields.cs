using CallQueue.Fields;

namespace CallQueue.Messages;

/// <summary>The fields of a messenger's webhook that are read: those of Baileys.</summary>
internal static class MessageFields
{
    private const int MaxLength = 256;
    private const int MaxMessages = 1000;

    public static NameField TenantId { get; } = new("tenantId") { Description = "The business that the message was sent to." };

    public static TextField Id { get; } = new("id", MaxLength) { Description = "The message's id. The same message gives one call, however often it is sent." };

    public static TextField RemoteJid { get; } = new("remoteJid", MaxLength) { Description = "The chat, which has the sender's number.", Form = "JID, such as 12025550101@s.whatsapp.net", Without = "nobody is called" };

    public static TextField SenderPn { get; } = new("senderPn", MaxLength) { Description = "The sender's number where remoteJid hides it.", Form = "JID", Without = "remoteJidAlt" };

    public static TextField RemoteJidAlt { get; } = new("remoteJidAlt", MaxLength) { Description = "The sender's number where remoteJid hides it.", Form = "JID", Without = "none" };

    public static FlagField FromMe { get; } = new("fromMe") { Description = "Whether the business sent the message: then nobody is called.", Default = false };

    public static ObjectField Key { get; } = new("key", new FieldTable("MessageKeyBody", "Which message it is, and from whom.", [Id], [RemoteJid, SenderPn, RemoteJidAlt, FromMe]) { Unknown = UnknownFields.Ignored })
    {
        Description = "Which message it is, and from whom.",
    };

    public static TextField PushName { get; } = new("pushName", MaxLength) { Description = "How the sender calls themselves. It fills {{name}}.", Without = "none" };

    public static ListField Messages { get; } = new("messages", MaxMessages, new FieldTable("MessageBody", "One message. Its text is not read.", [Key], [PushName]) { Unknown = UnknownFields.Ignored })
    {
        Description = "The messages.",
    };

    public static ObjectField Payload { get; } = new("payload", new FieldTable("IncomingPayload", "The messages of the webhook.", [Messages], []) { Unknown = UnknownFields.Ignored }) { Description = "The messages of the webhook." };

    /// <summary>The body of POST /webhook/whatsapp/incoming.</summary>
    public static FieldTable Incoming { get; } = new("IncomingBody", "Messages to a business.", [TenantId, Payload], [])
    {
        Unknown = UnknownFields.Ignored,
        Example = """{"tenantId":"clinic","payload":{"messages":[{"key":{"id":"3EB0A1","remoteJid":"12025550101@s.whatsapp.net","fromMe":false},"pushName":"Ann"}]}}""",
    };
}
