using CallQueue.Hosting.Local;

namespace CallQueue.Hosting.Transfer;

/// <summary>Whether lines follow each other as they must. That also means that nothing is there twice.</summary>
internal static class TransferOrder
{
    public static bool IsNext(ActorAddress last, string? lastName, ActorAddress actor, string name)
    {
        int actors = last == actor ? 0 : TransferFormat.Compare(last, actor);
        return actors < 0 || (actors == 0 && lastName is not null && TransferFormat.CompareNames(lastName, name) < 0);
    }
}
