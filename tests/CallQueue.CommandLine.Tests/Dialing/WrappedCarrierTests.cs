using System.Reflection;
using CallQueue.Carriers;
using CallQueue.Composition;

namespace CallQueue.Dialing;

/// <summary>
/// A carrier around another one has the other's clock and limits. With the defaults of the interface, our own clock would find no lost call with a wrong one,
/// and calls without a message would be taken.
/// </summary>
public sealed class WrappedCarrierTests
{
    [Fact]
    public void Every_carrier_around_another_one_passes_everything_on()
    {
        Type[] wrappers = [.. new[] { typeof(DialGate).Assembly, typeof(CarrierList).Assembly }.SelectMany(assembly => assembly.GetTypes())
            .Where(type => typeof(ICarrier).IsAssignableFrom(type) && type.GetConstructors().Any(made => made.GetParameters().Any(given => given.ParameterType == typeof(ICarrier))))];
        wrappers.ShouldContain(typeof(DialGate));
        foreach (Type wrapper in wrappers)
        {
            InterfaceMapping map = wrapper.GetInterfaceMap(typeof(ICarrier));
            map.TargetMethods.ShouldAllBe(method => method.DeclaringType == wrapper, $"{wrapper.Name} must implement TimeAt, ReadClockAsync and Speech");
        }
    }
}
