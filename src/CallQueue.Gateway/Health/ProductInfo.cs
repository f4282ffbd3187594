using System.Reflection;

namespace CallQueue.Health;

/// <summary>What this build is.</summary>
public static class ProductInfo
{
    /// <summary>The version that all assemblies of a build share, without the commit.</summary>
    public static string Version { get; } =
        typeof(ProductInfo).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
