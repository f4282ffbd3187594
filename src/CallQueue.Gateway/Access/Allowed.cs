using CallQueue.Keys;

namespace CallQueue.Access;

/// <summary>Whose requests an endpoint takes: keys with these roles, or everybody's.</summary>
[Flags]
internal enum Allowed
{
    Operator = 1,
    Business = 2,
    SubmitOnly = 4,
    ReadOnly = 8,

    /// <summary>Everybody. A valid key identifies the caller; a wrong one is rejected.</summary>
    Anybody = 16,

    /// <summary>Everybody; keys are ignored.</summary>
    Open = 32,

    /// <summary>Keys of businesses that may take people off a do-not-call list.</summary>
    OptOutRemover = 64,

    /// <summary>Takes people off a business's do-not-call list.</summary>
    RemoveOptOuts = Operator | OptOutRemover,

    /// <summary>Changes something of a business.</summary>
    Change = Operator | Business,

    /// <summary>Shows something of a business and changes nothing.</summary>
    Read = Change | ReadOnly,

    /// <summary>Submits calls.</summary>
    Submit = Change | SubmitOnly,

    /// <summary>Any valid key.</summary>
    AnyKey = Change | SubmitOnly | ReadOnly,
}

internal static class AllowedRoles
{
    /// <summary>Whether the caller may use the endpoint: by its role, or by a right of its key.</summary>
    public static bool Includes(this Allowed allowed, Caller caller) => allowed.Includes(caller.Role) || (allowed.HasFlag(Allowed.OptOutRemover) && caller.RemovesOptOuts);

    /// <summary>Whether a key with that role may use the endpoint.</summary>
    public static bool Includes(this Allowed allowed, KeyRole role) => allowed.HasFlag(Allowed.Anybody) || allowed.HasFlag((Allowed)(1 << (int)role));
}
