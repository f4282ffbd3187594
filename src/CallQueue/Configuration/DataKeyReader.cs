using CallQueue.Hosting;

namespace CallQueue.Configuration;

/// <summary>Reads the keys that encrypt what is stored.</summary>
internal static class DataKeyReader
{
    public static RecordCipher Read(SettingValues settings)
    {
        string? key = settings.Text(SettingTable.DataKey), former = settings.Text(SettingTable.FormerDataKey);
        if (former is not null && key is null) settings.Fail(SettingTable.FormerDataKey, "has no effect without CALLQUEUE_DATA_KEY. Set both, or neither");
        return key is null ? RecordCipher.None : new RecordCipher(key, former);
    }
}
