using System.Reflection;
using CallQueue.Businesses;
using CallQueue.Calls;
using CallQueue.Hosting;
using CallQueue.Runs;
using CallQueue.Validation;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;

namespace CallQueue.Messages;

/// <summary>How messages travel: nothing of them is lost on the way, and within a silo nothing is copied.</summary>
public sealed class MessageTests : IDisposable
{
    private readonly ServiceProvider _services;

    public MessageTests()
    {
        var services = new ServiceCollection();
        services.AddSerializer();
        services.AddActorMessages();
        _services = services.BuildServiceProvider();
    }

    public static TheoryData<Type> MessageTypes => [.. GrainInterfaces.Messages];

    [Theory]
    [MemberData(nameof(MessageTypes))]
    public void Every_message_arrives_as_it_was_sent_in_each_of_its_cases(Type type)
    {
        MethodInfo send = typeof(MessageTests).GetMethod(nameof(Sent), BindingFlags.Instance | BindingFlags.NonPublic)!.MakeGenericMethod(type);
        foreach (object sent in Sample.AllOf(type)) send.Invoke(this, [sent]).ShouldBeEquivalentTo(sent);
    }

    [Fact]
    public void A_case_of_a_closed_type_travels_inside_another_message()
    {
        LeaseEnd[] ends =
        [
            new LeaseEnd.Final(Outcome.Busy, 2, "busy", TimeSpan.FromSeconds(5)) { DialedAt = DateTimeOffset.UnixEpoch },
            new LeaseEnd.Retry(DateTimeOffset.UnixEpoch, null),
            new LeaseEnd.NotPlaced("withdrawn"),
            new LeaseEnd.Duplicate(),
        ];

        foreach (LeaseEnd end in ends) Sent(new LeaseStanding.Over(end)).ShouldBe(new LeaseStanding.Over(end));
        Sent<EnqueueAnswer>(new EnqueueAnswer.Refused(new FieldProblem("to", "is missing", 3))).ShouldBe(new EnqueueAnswer.Refused(new FieldProblem("to", "is missing", 3)));
    }

    [Fact]
    public void Lists_travel_whatever_made_them()
    {
        LeaseEnd end = new LeaseEnd.NotPlaced("x");
        var result = new RunResult(1, Outcome.Completed, 1, DateTimeOffset.UnixEpoch, 1.5, null);
        IReadOnlyList<RunResult> one = [result];
        IReadOnlyList<LeaseEnd> two = [end, new LeaseEnd.Duplicate()];
        IReadOnlyList<DateTimeOffset?> withNull = [DateTimeOffset.UnixEpoch, null];

        Sent(one).ShouldBe(one);
        Sent(two).ShouldBe(two);
        Sent(withNull).ShouldBe(withNull);
        Sent<IReadOnlyList<LeaseEnd>>(new[] { end }).ShouldBe([end]);
        Sent<IReadOnlyList<LeaseEnd>>(new List<LeaseEnd> { end }).ShouldBe([end]);
    }

    [Fact]
    public void Exceptions_keep_their_type_and_message_and_a_conflict_its_record()
    {
        Sent<Exception>(new StorageException("the store failed", new IOException("disk"))).ShouldBeOfType<StorageException>().Message.ShouldBe("the store failed");
        Sent<Exception>(new ArgumentException("no such day")).ShouldBeOfType<ArgumentException>().Message.ShouldBe("no such day");
        var conflict = Sent<Exception>(new RecordConflictException("page-1")).ShouldBeOfType<RecordConflictException>();
        (conflict.RecordName, conflict.Message).ShouldBe(("page-1", new RecordConflictException("page-1").Message));
    }

    [Fact]
    public void Between_actors_of_one_silo_a_message_is_not_copied()
    {
        var copier = _services.GetRequiredService<DeepCopier>();
        foreach (Type type in GrainInterfaces.Messages.Where(type => type is { IsClass: true, Namespace: not "System" }))
        {
            object message = Sample.Of(type);
            copier.Copy(message).ShouldBeSameAs(message);
        }
    }

    public void Dispose() => _services.Dispose();

    private T Sent<T>(T message)
    {
        var serializer = _services.GetRequiredService<Serializer>();
        return serializer.Deserialize<T>(serializer.SerializeToArray(message))!;
    }
}
