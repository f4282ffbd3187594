namespace CallQueue.Commands.Production;

/// <summary>One point of the production checklist [S3.35].</summary>
/// <param name="Name">What is checked.</param>
/// <param name="Result">The result.</param>
/// <param name="Detail">What was found.</param>
/// <param name="ToDo">What to do; null when nothing is.</param>
internal sealed record ProductionPoint(string Name, PointResult Result, string Detail, string? ToDo = null);

/// <summary>The result of a point.</summary>
internal enum PointResult
{
    Pass,
    Fail,

    /// <summary>Nothing on this machine can prove it.</summary>
    NotProvable,
}
