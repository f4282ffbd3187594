using Npgsql;
using NpgsqlTypes;

namespace CallQueue.CallLog;

/// <summary>Writes rows: many in one statement, and a row that is there already is left as it is.</summary>
internal static class CallLogTable
{
    private const string Sql = """
        insert into callqueue.call_log (
          event_id, business_id, call_id, run_id, run_index, phone_number, outcome, reason, attempts_made, attempts,
          carrier, carrier_call_id, started_at, answered_at, ended_at, talk_seconds, recording_url, data)
        select
          event_id, business_id, call_id, run_id, run_index, phone_number, outcome, reason, attempts_made, attempts::jsonb,
          carrier, carrier_call_id, started_at, answered_at, ended_at, talk_seconds, recording_url, data::jsonb
        from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18) as rows (
          event_id, business_id, call_id, run_id, run_index, phone_number, outcome, reason, attempts_made, attempts,
          carrier, carrier_call_id, started_at, answered_at, ended_at, talk_seconds, recording_url, data)
        on conflict (event_id) do nothing
        """;

    /// <exception cref="NpgsqlException">None of them was written.</exception>
    public static async Task InsertAsync(NpgsqlDataSource database, IReadOnlyCollection<CallLogRow> rows)
    {
        await using NpgsqlCommand command = database.CreateCommand(Sql);
        Texts(row => row.EventId);
        Texts(row => row.BusinessId);
        Texts(row => row.CallId);
        Texts(row => row.RunId);
        Add(NpgsqlDbType.Integer, row => row.RunIndex);
        Texts(row => row.PhoneNumber);
        Texts(row => row.Outcome);
        Texts(row => row.Reason);
        Add(NpgsqlDbType.Integer, row => (int?)row.AttemptsMade);
        Texts(row => row.Attempts);
        Texts(row => row.Carrier);
        Texts(row => row.CarrierCallId);
        Times(row => row.StartedAt);
        Times(row => row.AnsweredAt);
        Times(row => row.EndedAt);
        Add(NpgsqlDbType.Double, row => row.TalkSeconds);
        Texts(row => row.RecordingUrl);
        Texts(row => row.Data);
        await command.ExecuteNonQueryAsync();

        void Texts(Func<CallLogRow, string?> column) => Add(NpgsqlDbType.Text, column);

        void Times(Func<CallLogRow, DateTimeOffset?> column) => Add(NpgsqlDbType.TimestampTz, row => column(row)?.UtcDateTime);

        void Add<T>(NpgsqlDbType type, Func<CallLogRow, T> column) =>
            command.Parameters.Add(new NpgsqlParameter<T[]> { NpgsqlDbType = NpgsqlDbType.Array | type, TypedValue = [.. rows.Select(column)] });
    }
}
