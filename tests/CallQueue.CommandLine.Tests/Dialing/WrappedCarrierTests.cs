using System.Reflection;
using CallQueue.Carriers;
using CallQueue.Composition;

namespace CallQueue.Dialing;

/// <summary>A carrier around another one has the other's clock: the default of the interface, our own clock, would find no lost call with a wrong one.</summary>
public sealed class WrappedCarrierTests
{
    [Fact]
    public void Every_carrier_around_another_one_passes_its_clock_on()
    {
        Type[] wrappers = [.. new[] { typeof(DialGate).Assembly, typeof(OneCarrier).Assembly }.SelectMany(assembly => assembly.GetTypes())
            .Where(type => typeof(ICarrier).IsAssignableFrom(type) && type.GetConstructors().Any(made => made.GetParameters().Any(given => given.ParameterType == typeof(ICarrier))))];
        wrappers.ShouldContain(typeof(DialGate));
        foreach (Type wrapper in wrappers)
        {
            InterfaceMapping map = wrapper.GetInterfaceMap(typeof(ICarrier));
            map.TargetMethods.ShouldAllBe(method => method.DeclaringType == wrapper || method.Name.EndsWith("get_Speech", StringComparison.Ordinal), $"{wrapper.Name} must implement TimeAt and ReadClockAsync");
        }
    }
}
