using System.Diagnostics;
using System.Globalization;

namespace CallQueue.Http;

/// <summary>What became of one request to a carrier.</summary>
internal abstract record HttpReply
{
    private HttpReply() { }

    /// <summary>For people: the status, or the reason for having none. Never a part of the body.</summary>
    public string Describe() => this switch
    {
        Received { Status: var status } => string.Create(CultureInfo.InvariantCulture, $"HTTP {status}"),
        NotSent { Reason: var reason } => reason,
        Lost { Reason: var reason } => reason,
        _ => throw new UnreachableException(),
    };

    /// <summary>The carrier responded, with any status.</summary>
    public sealed record Received(int Status, string Body, TimeSpan? RetryAfter) : HttpReply
    {
        public bool IsSuccess => Status is >= 200 and < 300;
    }

    /// <summary>Certainly not sent: nothing of its body left this process.</summary>
    public sealed record NotSent(string Reason) : HttpReply;

    /// <summary>Sent, at least in part, and no whole answer came: what the carrier did is open.</summary>
    public sealed record Lost(string Reason) : HttpReply;
}
