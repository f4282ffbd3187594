using System.Globalization;
using System.Reflection;
using System.Text;
using CallQueue.Grains;
using CallQueue.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using Orleans.Serialization;
using Orleans.Serialization.TypeSystem;

namespace CallQueue.Messages;

/// <summary>
/// Names that travel between silos: of messages and exceptions, and the ids of methods that Orleans derives from full names.
/// They stay whatever moves within Core, so that silos of two versions understand each other.
/// </summary>
public sealed class WireNameTests : IDisposable
{
    private const string Path = "tests/CallQueue.Silo.Tests/Messages/WireNames.approved.txt";
    private readonly ServiceProvider _services = Services();

    [Fact]
    public void Names_on_the_wire_are_those_of_the_first_release()
    {
        string file = Repository.PathOf(Path), now = Text();
        if (Environment.GetEnvironmentVariable("UPDATE_CONTRACTS") == "1") File.WriteAllText(file, now);
        now.ShouldBe(File.ReadAllText(file).ReplaceLineEndings("\n"));
    }

    [Fact]
    public void Every_name_on_the_wire_is_read_as_the_type_that_it_names()
    {
        var types = _services.GetRequiredService<TypeConverter>();
        foreach (Type type in Travelling()) types.Parse(types.Format(type)).ShouldBe(type);
    }

    [Fact]
    public void What_is_unavailable_travels_as_the_exception_that_the_version_before_knows()
    {
        var serializer = _services.GetRequiredService<Serializer>();
        Exception arrived = serializer.Deserialize<Exception>(serializer.SerializeToArray<Exception>(new UnavailableException("shutting down")))!;
        arrived.ShouldBeOfType<StorageException>().Message.ShouldBe("shutting down");
        arrived.ShouldBeAssignableTo<UnavailableException>();
    }

    public void Dispose() => _services.Dispose();

    private static ServiceProvider Services()
    {
        var services = new ServiceCollection();
        services.AddSerializer();
        services.AddActorMessages();
        return services.BuildServiceProvider();
    }

    private static IEnumerable<Type> Travelling() => GrainInterfaces.Messages.Where(type => type.Namespace?.StartsWith("CallQueue", StringComparison.Ordinal) == true)
        .SelectMany(type => (IEnumerable<Type>)[type, .. Sample.CasesOf(type)])
        .Concat([typeof(StorageException), typeof(RecordConflictException)]);

    private string Text()
    {
        var types = _services.GetRequiredService<TypeConverter>();
        var text = new StringBuilder("# Made by WireNameTests, with UPDATE_CONTRACTS=1. Additions only.\n\n[types]\n");
        foreach (string name in Travelling().Select(type => types.Format(type)).Distinct().Order(StringComparer.Ordinal)) text.Append(CultureInfo.InvariantCulture, $"{name}\n");
        text.Append("\n[methods]\n");
        foreach (string method in Methods().Order(StringComparer.Ordinal)) text.Append(CultureInfo.InvariantCulture, $"{method}\n");
        return text.ToString();
    }

    /// <summary>Of each generated request: its interface, its method and the id under which it travels.</summary>
    private static IEnumerable<string> Methods() =>
        from request in typeof(IActorGrain).Assembly.GetTypes()
        let alias = request.GetCustomAttribute<CompoundTypeAliasAttribute>()
        where alias is not null && alias.Components is ["inv", Type reference, Type, string] && reference == typeof(GrainReference)
        let of = (Type)alias.Components[2]
        where of.Namespace!.StartsWith("CallQueue", StringComparison.Ordinal)
        let name = ((Orleans.Serialization.Invocation.IInvokable)Activator.CreateInstance(request)!).GetMethodName()
        select $"{of.FullName}.{name} {alias.Components[3]}";
}
