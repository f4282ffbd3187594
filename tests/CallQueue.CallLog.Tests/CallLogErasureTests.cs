using CallQueue.CallLog;
using CallQueue.Postgres;

namespace CallQueue;

public sealed class CallLogErasureTests(PostgresServer server) : IClassFixture<PostgresServer>
{
    [PostgresFact]
    public async Task Rows_of_the_number_and_of_the_business_are_deleted_and_no_others()
    {
        string url = await server.NewDatabaseAsync();
        CallLogConnection connection = CallLogConnection.Parse(url)!;
        await using var erasure = new CallLogErasure(connection);
        PhoneNumber number = PhoneNumber.Parse("+442000000001");
        (await erasure.EraseAsync(SomeEnds.Business, number)).ShouldBe(0, "there is no table yet");

        await using var log = new CallLogSink(connection);
        await log.DeliverAsync(SomeEnds.Batch(SomeEnds.Call(1), SomeEnds.Call(2)));
        (await erasure.EraseAsync(SomeEnds.Business, PhoneNumber.Parse("+442000000002"))).ShouldBe(0);
        (await erasure.EraseAsync(new BusinessId("other"), number)).ShouldBe(0);
        (await erasure.EraseAsync(SomeEnds.Business, number)).ShouldBe(2);
        (await erasure.EraseAsync(SomeEnds.Business, number)).ShouldBe(0);
        (await PostgresServer.QueryAsync(url, "select call_id from callqueue.call_log")).ShouldBeEmpty();
    }
}
