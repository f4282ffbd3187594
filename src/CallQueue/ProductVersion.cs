using System.CommandLine;
using System.CommandLine.Invocation;

namespace CallQueue;

/// <summary>The product's version: <c>Version</c> in Directory.Build.props.</summary>
internal static class ProductVersion
{
    public static string Text { get; } = Health.ProductInfo.Version;

    /// <summary>Makes <c>--version</c> print it, whichever program hosts the commands.</summary>
    public static void ShowIn(RootCommand root) => root.Options.OfType<VersionOption>().Single().Action = new Show();

    private sealed class Show : SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parseResult)
        {
            parseResult.InvocationConfiguration.Output.WriteLine(Text);
            return 0;
        }
    }
}
