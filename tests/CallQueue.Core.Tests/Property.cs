using FsCheck;
using FsCheck.Fluent;

namespace CallQueue;

/// <summary>Properties over generated values; a failure names the value and its seed.</summary>
internal static class Property
{
    public static void Holds<T>(Gen<T> values, Action<T> holds, int tests = 100) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(tests), Prop.ForAll(values.ToArbitrary(), holds));

    /// <summary>Numbers from 0 to 999 that steer a script, one a step.</summary>
    public static Gen<int[]> Steps(int count) => Gen.Choose(0, 999).ArrayOf(count);
}
