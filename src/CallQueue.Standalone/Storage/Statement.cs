using Microsoft.Data.Sqlite;

namespace CallQueue.Storage;

/// <summary>One statement, prepared once and run many times with positional values.</summary>
internal sealed class Statement : IDisposable
{
    private readonly SqliteCommand _command;
    private readonly SqliteParameter[] _values;

    /// <param name="connection">Where it runs.</param>
    /// <param name="sql">With parameters $1, $2 and so on.</param>
    /// <param name="values">How many parameters it has.</param>
    public Statement(SqliteConnection connection, string sql, int values = 0)
    {
        _command = connection.Prepare(sql);
        _values = new SqliteParameter[values];
        for (var i = 0; i < values; i++) _values[i] = _command.Parameters.Add(new SqliteParameter { ParameterName = $"${i + 1}" });
    }

    public Statement Set(int position, string value) => Bind(position, value);

    public Statement Set(int position, long value) => Bind(position, value);

    /// <summary>A blob. An array that starts at zero is bound as it is, anything else is copied.</summary>
    public Statement Set(int position, ReadOnlyMemory<byte> value)
    {
        var whole = System.Runtime.InteropServices.MemoryMarshal.TryGetArray(value, out var part) && part.Offset == 0;
        Bind(position, whole ? part.Array! : value.ToArray());
        _values[position - 1].Size = value.Length;
        return this;
    }

    /// <summary>Runs it and returns the number of changed rows.</summary>
    public int Run() => _command.ExecuteNonQuery();

    /// <summary>The first column of the first row, or null when there is no row.</summary>
    public long? Number() => (long?)_command.ExecuteScalar();

    public SqliteDataReader Read() => _command.ExecuteReader();

    public void Dispose() => _command.Dispose();

    private Statement Bind(int position, object value)
    {
        _values[position - 1].Value = value;
        return this;
    }
}
