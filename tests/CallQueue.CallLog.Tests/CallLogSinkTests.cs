using System.Text.Json.Nodes;
using CallQueue.CallLog;
using CallQueue.Outboxes;
using CallQueue.Postgres;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace CallQueue;

public sealed class CallLogSinkTests(PostgresServer server) : IClassFixture<PostgresServer>
{
    [PostgresFact]
    public async Task A_row_tells_the_whole_call() // [S1.37]
    {
        string url = await server.NewDatabaseAsync();
        await using CallLogSink log = Open(url);
        Delivery[] answers = [.. await log.DeliverAsync(SomeEnds.Batch(SomeEnds.Call(7, Outcome.NoAnswer, """{"metadata":{"lead":"Zoë 👋"}}"""), SomeEnds.Run()))];
        answers.ShouldBe([Delivery.Done.Instance, Delivery.Done.Instance]);

        object?[] row = (await PostgresServer.QueryAsync(url, """
            select event_id, business_id, call_id, run_id, run_index, phone_number, outcome, reason, attempts_made, carrier, carrier_call_id,
              started_at, answered_at, ended_at, talk_seconds, recording_url, data->'metadata'->>'lead', attempts::text from callqueue.call_log
            """)).Single();
        row[..11].ShouldBe([$"evt_{7:x32}", "acme", "r-7", "r", 7, "+442000000001", "no_answer", "rang out", 2, "twilio", "CA2"]);
        row[11..17].ShouldBe([SomeEnds.At.AddSeconds(-59).UtcDateTime, SomeEnds.At.AddSeconds(-20).UtcDateTime, SomeEnds.At.AddSeconds(7).UtcDateTime, 20.5, "https://carrier.example/rec", "Zoë 👋"]);
        var attempts = (JsonArray)JsonNode.Parse((string)row[17]!)!;
        attempts.Select(attempt => ((int)attempt!["number"]!, (string)attempt["outcome"]!, (string)attempt["carrier_call_id"]!)).ShouldBe([(1, "busy", "CA1"), (2, "no_answer", "CA2")]);
        ((string)row[17]!).ShouldNotContain("token");
    }

    [PostgresFact]
    public async Task The_same_end_told_again_leaves_one_row_and_another_end_of_the_same_call_adds_one()
    {
        string url = await server.NewDatabaseAsync();
        await using CallLogSink log = Open(url);
        await log.DeliverAsync(SomeEnds.Batch(SomeEnds.Call(1), SomeEnds.Call(2), SomeEnds.Call(1)));
        await log.DeliverAsync(SomeEnds.Batch(SomeEnds.Call(1, Outcome.Failed), SomeEnds.Call(3)));
        (await PostgresServer.QueryAsync(url, "select call_id, outcome from callqueue.call_log order by call_id"))
            .Select(row => (row[0], row[1])).ShouldBe([("r-1", "completed"), ("r-2", "completed"), ("r-3", "completed")]);

        Ending.OfCall again = SomeEnds.Call(1, Outcome.Busy, eventId: "evt_again") with { At = SomeEnds.At.AddDays(1) };
        await log.DeliverAsync(SomeEnds.Batch(again));
        (await PostgresServer.QueryAsync(url, "select 1 from callqueue.call_log where call_id = 'r-1'")).Count.ShouldBe(2);
        (await PostgresServer.QueryAsync(url, "select outcome from callqueue.last_call_log where call_id = 'r-1'")).Single()[0].ShouldBe("busy");
    }

    [PostgresFact]
    public async Task A_canceled_call_has_one_spelling_and_the_view_shows_the_rows_of_earlier_versions_in_it()
    {
        string url = await server.NewDatabaseAsync();
        await using CallLogSink log = Open(url);
        await log.DeliverAsync(SomeEnds.Batch(SomeEnds.Call(1, Outcome.Canceled), SomeEnds.Call(2)));
        (await PostgresServer.QueryAsync(url, "select outcome from callqueue.call_log where call_id = 'r-1'")).Single()[0].ShouldBe("canceled");

        await PostgresServer.QueryAsync(url, "update callqueue.call_log set outcome = 'cancelled' where call_id = 'r-1' returning 1");
        (await PostgresServer.QueryAsync(url, "select outcome from callqueue.last_call_log order by call_id")).Select(row => row[0]).ShouldBe(["canceled", "completed"]);
    }

    [PostgresFact]
    public async Task Many_processes_that_start_at_once_make_the_tables_once()
    {
        string url = await server.NewDatabaseAsync();
        List<CallLogSink> logs = [.. Enumerable.Range(0, 8).Select(_ => Open(url))];
        await Task.WhenAll(logs.Select((log, i) => log.DeliverAsync(SomeEnds.Batch(SomeEnds.Call(i)))));
        await Task.WhenAll(logs.Select(log => log.DisposeAsync().AsTask()));
        (await PostgresServer.QueryAsync(url, "select version from callqueue.migrations")).Select(row => row[0]).ShouldBe([.. Enumerable.Range(1, Migrator.Steps.Count).Cast<object?>()]);
        (await PostgresServer.QueryAsync(url, "select 1 from callqueue.call_log")).Count.ShouldBe(8);
    }

    [PostgresFact]
    public async Task A_call_whose_JSON_PostgreSQL_cannot_hold_has_its_row_and_its_neighbours_too()
    {
        string url = await server.NewDatabaseAsync();
        await using CallLogSink log = Open(url);
        IReadOnlyList<Delivery> answers = await log.DeliverAsync(SomeEnds.Batch(
            SomeEnds.Call(1, data: """{"a":1}"""), SomeEnds.Call(2, data: """{"a":"\u0000"}"""), SomeEnds.Call(3, data: """{"a":"\ud800"}"""), SomeEnds.Call(4, data: """{"a":4}""")));
        answers.ShouldAllBe(answer => answer == Delivery.Done.Instance);
        (await PostgresServer.QueryAsync(url, "select data->>'a' from callqueue.call_log order by call_id")).Select(row => row[0]).ShouldBe(["1", "\uFFFD", null, "4"]);
    }

    [PostgresFact]
    public async Task A_schema_that_an_administrator_made_will_do()
    {
        string url = await server.NewDatabaseAsync();
        string database = new NpgsqlConnectionStringBuilder(CallLogConnection.Parse(url)!.Text).Database!;
        await PostgresServer.ExecuteAsync(server.Admin, $"alter database {database} owner to admin");
        await using CallLogSink log = Open(url);
        (await Should.ThrowAsync<SinkUnavailableException>(log.CheckAsync)).Message.ShouldContain("schema 'callqueue'");

        await using (var admin = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(CallLogConnection.Parse(url)!.Text) { Username = "admin", Pooling = false }.ToString()))
            await PostgresServer.ExecuteAsync(admin, "create schema callqueue authorization app");
        await log.CheckAsync();
    }

    [PostgresFact]
    public async Task A_wrong_password_or_database_is_told_without_any_part_of_the_address()
    {
        var uri = new Uri(server.Url);
        foreach (string url in (string[])[$"postgres://app:wr0ng@127.0.0.1:{uri.Port}/calls", $"postgres://nobody:wr0ng@127.0.0.1:{uri.Port}/calls", server.Url.Replace("/calls", "/hidden_database", StringComparison.Ordinal)])
        {
            await using CallLogSink log = Open(url);
            string message = (await Should.ThrowAsync<SinkUnavailableException>(() => log.DeliverAsync(SomeEnds.Batch(SomeEnds.Call(1))))).ToString();
            foreach (string secret in (string[])["wr0ng", "127.0.0.1", "hidden_database", PostgresServer.Password]) message.ShouldNotContain(secret);
            HealthCheckResult health = await new CallLogCheck(log).CheckHealthAsync(new HealthCheckContext());
            (health.Status, health.Exception).ShouldBe((HealthStatus.Degraded, null));
        }
    }

    private static CallLogSink Open(string url) => new(CallLogConnection.Parse(url)!);
}
