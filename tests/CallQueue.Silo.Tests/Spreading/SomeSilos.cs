using System.Net;
using Orleans.Runtime;

namespace CallQueue.Spreading;

/// <summary>Addresses of silos.</summary>
internal static class SomeSilos
{
    public static SiloAddress[] Of(int count) => [.. Enumerable.Range(1, count).Select(n => SiloAddress.New(IPAddress.Loopback, 11_000 + n, 7))];
}
