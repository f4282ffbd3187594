namespace CallQueue.Carriers;

/// <summary>What a dial asks of the carrier's machine detection.</summary>
/// <param name="Mode">What happens when a machine answers; never <see cref="MachineMode.Off"/>.</param>
/// <param name="Waits">
/// True: whoever answers hears nothing until the carrier has decided, and the verdict comes with the request for the document. False: the document
/// is played at once, and the verdict comes while it plays.
/// </param>
public sealed record MachineDetection(MachineMode Mode, bool Waits);
