using System.Globalization;
using System.Text;
using CallQueue.Searches;
using Npgsql;

namespace CallQueue.CallLog;

/// <summary>Finds rows, the newest first. What no index has is looked for among a bounded number of rows at a time.</summary>
internal static class CallLogSearch
{
    /// <summary>Rows that one question reads at most.</summary>
    private const int Window = 10_000;

    private const string Columns = "call_id, run_id, run_index, phone_number, outcome, reason, attempts_made, carrier_call_id, started_at, ended_at, data::text, event_id";
    private const string NewestFirst = "order by ended_at desc, event_id desc";

    /// <exception cref="NpgsqlException">PostgreSQL is not there.</exception>
    public static async Task<LoggedCalls> FindAsync(NpgsqlDataSource database, BusinessId business, CallCriteria asked, string? customId, LoggedPlace? after, int count)
    {
        var range = new Conditions();
        range.Add("business_id = {0}", business.Value);
        if (after is not null) range.Add("(ended_at, event_id) < ({0}, {1})", after.At.UtcDateTime, after.EventId);
        if (asked.From is { } from) range.Add("ended_at >= {0}", from.UtcDateTime);
        if (asked.To is { } to) range.Add("ended_at < {0}", to.UtcDateTime);

        var keys = new Conditions(range);
        if (asked.Number is { } number) keys.Add("phone_number = {0}", number.Value);
        if (asked.CarrierCall is { } carrier) keys.Add("carrier_call_id = {0}", carrier);
        if (asked.LeadId is { } lead) keys.Add("data->>'lead_id' = {0}", lead);
        if (asked.CampaignId is { } campaign) keys.Add("data->>'campaign_id' = {0}", campaign);
        if (asked.Run is { } run) keys.Add("run_id = {0}", run);
        if (customId is not null) keys.Add("(call_id = {0} or data->>'custom_call_id' = {0})", customId);

        var others = new Conditions(keys);
        if (asked.NumberEnding is { } digits) others.Add("right(phone_number, {0}) = {1}", digits.Length, digits);
        if (asked.Outcomes is { } outcomes) others.Add("outcome = any({0})", (object)outcomes.Select(CallLogRow.Word).ToArray());

        string rows = $"(select * from callqueue.call_log where {keys.Sql} {NewestFirst} limit {Window}) rows";
        string sql = $"select {Columns} from {rows} where {others.Sql} {NewestFirst} limit {count.ToString(CultureInfo.InvariantCulture)}";
        List<(LoggedCall Call, LoggedPlace Place)> found = [];
        await using (NpgsqlCommand command = others.Command(database, sql))
        {
            await using NpgsqlDataReader reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync()) found.Add(Read(reader));
        }

        LoggedPlace? next = found.Count == count ? found[^1].Place : await EndOfWindowAsync(database, keys);
        return new LoggedCalls([.. found.Select(row => row.Call)], next);
    }

    /// <summary>The last row that was looked at, when there are more.</summary>
    private static async Task<LoggedPlace?> EndOfWindowAsync(NpgsqlDataSource database, Conditions keys)
    {
        await using NpgsqlCommand command = keys.Command(database, $"select ended_at, event_id from callqueue.call_log where {keys.Sql} {NewestFirst} offset {Window - 1} limit 1");
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync();
        return await reader.ReadAsync() ? new LoggedPlace(At(reader, 0)!.Value, reader.GetString(1)) : null;
    }

    private static (LoggedCall Call, LoggedPlace Place) Read(NpgsqlDataReader row)
    {
        DateTimeOffset endedAt = At(row, 9)!.Value;
        var call = new LoggedCall(
            row.GetString(0), Text(row, 1), row.IsDBNull(2) ? null : row.GetInt32(2), PhoneNumber.Parse(row.GetString(3)), CallLogRow.OutcomeOf(row.GetString(4)), Text(row, 5), row.GetInt32(6), Text(row, 7),
            At(row, 8), endedAt, Text(row, 10));
        return (call, new LoggedPlace(endedAt, row.GetString(11)));
    }

    private static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static DateTimeOffset? At(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : new DateTimeOffset(row.GetDateTime(column), TimeSpan.Zero);

    /// <summary>Conditions that all hold, with their parameters.</summary>
    private sealed class Conditions(Conditions? before = null)
    {
        private readonly List<string> _all = [.. before?._all ?? []];
        private readonly List<object> _values = [.. before?._values ?? []];

        public string Sql => string.Join(" and ", _all);

        /// <param name="sql">With its values as {0}, {1}.</param>
        public void Add(string sql, params object[] values)
        {
            CompositeFormat form = CompositeFormat.Parse(sql);
            _all.Add(string.Format(CultureInfo.InvariantCulture, form, [.. values.Select((_, i) => (object)$"${_values.Count + i + 1}")]));
            _values.AddRange(values);
        }

        public NpgsqlCommand Command(NpgsqlDataSource database, string sql)
        {
            NpgsqlCommand command = database.CreateCommand(sql);
            foreach (object value in _values) command.Parameters.Add(new NpgsqlParameter { Value = value });
            return command;
        }
    }
}
