using CallQueue.Carriers;

namespace CallQueue.Http;

/// <summary>A carrier's reply to a request that replaces what a live call plays, in our words.</summary>
internal static class MessageReplies
{
    public static MessageAnswer Read(string carrier, HttpReply reply) => reply switch
    {
        HttpReply.Received { IsSuccess: true } => new MessageAnswer.Speaking(),
        // A 4xx changes nothing; of those only too many requests pass.
        HttpReply.Received { Status: >= 400 and < 500 and not 429 } => new MessageAnswer.Refused($"{carrier} did not take the message: {reply.Describe()}"),
        _ => new MessageAnswer.Unknown($"{carrier} may not have taken the message: {reply.Describe()}"),
    };
}
