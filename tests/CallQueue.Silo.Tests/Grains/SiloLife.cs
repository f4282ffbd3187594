namespace CallQueue.Grains;

/// <summary>Whether a silo of this process counts as killed: from then on its actors reach no storage and are told nothing.</summary>
public sealed class SiloLife
{
    private volatile bool _isOver;

    public bool IsOver => _isOver;

    public void End() => _isOver = true;
}
