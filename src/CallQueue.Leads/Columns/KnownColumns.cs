using System.Collections.Frozen;
using CallQueue.Leads.Sources;

namespace CallQueue.Leads.Columns;

/// <summary>The names that columns go by, as <see cref="HeaderName.Key"/> writes them. docs/lists.md has the same table for people.</summary>
internal static class KnownColumns
{
    /// <summary>The names of the number's column, for people.</summary>
    public const string PhoneNames = "phone, phone_number, to, number, telephone or mobile";

    /// <summary>Columns that hold a person's number, in the order in which the first filled one is dialed.</summary>
    private static readonly string[][] Phones =
    [
        ["phone", "phone_number", "telephone", "telephone_number", "tel", "to", "phone_no", "phone_num", "msisdn", "contact_number", "contact_no", "contact_phone", "to_number", "no_hp", "nomor_hp",
            "primary_phone", "primary_phone_number", "phone_1", "phone1", "phone_1_value", "person_phone"],
        ["mobile", "mobile_phone", "mobilephone", "mobile_phone_number", "mobile_number", "mobile_no", "mobile_telephone", "cell", "cell_phone", "cellphone",
            "cell_phone_number", "cell_number", "person_phone_mobile", "phone_mobile"],
        ["home_phone", "homephone", "home_phone_number", "home_phone_2", "home_telephone", "person_phone_home", "phone_home"],
        ["business_phone", "business_phone_2", "business_telephone", "work_phone", "work_phone_number", "work_direct_phone", "office_phone", "direct_phone",
            "company_phone", "person_phone_work", "phone_work"],
        ["other_phone", "otherphone", "alt_phone", "alternate_phone", "alternative_phone", "secondary_phone", "second_phone", "phone_2", "phone2", "phone_3", "phone3",
            "phone_2_value", "phone_3_value", "phone_4_value", "phone_5_value", "person_phone_other", "phone_other", "default_address_phone", "car_phone"],
        ["number"],
    ];

    /// <summary>Our own names of the number: two of them in one row must agree.</summary>
    private static readonly FrozenSet<string> OwnPhones = FrozenSet.Create("phone", "phone_number", "to");

    private static readonly string[] Names = ["name", "full_name", "fullname", "display_name", "contact_name", "customer_name", "person_name"];
    private static readonly string[] FirstNames = ["first_name", "firstname", "given_name", "fname", "forename", "person_first_name"];
    private static readonly string[] LastNames = ["last_name", "lastname", "family_name", "surname", "lname", "person_last_name"];

    /// <summary>What <c>--map</c> can be given for, beside the number.</summary>
    public static readonly FrozenDictionary<string, LeadColumn> Fields = new Dictionary<string, LeadColumn>
    {
        ["name"] = LeadColumn.Name,
        ["message"] = LeadColumn.Message,
        ["ssml"] = LeadColumn.Ssml,
        ["voice"] = LeadColumn.Voice,
        ["priority"] = LeadColumn.Priority,
        ["lead_id"] = LeadColumn.LeadId,
        ["campaign_id"] = LeadColumn.CampaignId,
        ["custom_call_id"] = LeadColumn.CustomCallId,
        ["timezone"] = LeadColumn.TimeZone, ["time_zone"] = LeadColumn.TimeZone, ["tz"] = LeadColumn.TimeZone,
        ["window"] = LeadColumn.Window,
        ["scheduled_at"] = LeadColumn.ScheduledAt,
        ["deadline"] = LeadColumn.Deadline,
        ["flow_name"] = LeadColumn.FlowName,
        ["answer_url"] = LeadColumn.AnswerUrl,
        ["max_retries"] = LeadColumn.MaxRetries,
        ["max_duration"] = LeadColumn.MaxDuration,
        ["recording_enabled"] = LeadColumn.Recording,
        ["consent"] = LeadColumn.Consent,
        ["voicemail_message"] = LeadColumn.Voicemail,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, ListColumn> All = Build();

    /// <summary>The column of this header, under the name that the list gives it.</summary>
    public static ListColumn Of(string header)
    {
        string shown = HeaderName.Shown(header);
        ListColumn? known = All.GetValueOrDefault(HeaderName.Key(header)) ?? All.GetValueOrDefault(PhoneWords.KeyOfParts(header));
        if (known is not null) return known with { Header = shown };
        return PhoneWords.Group(header) is { } group ? new ListColumn(LeadColumn.Phone, shown, group) : new ListColumn(LeadColumn.Variable, shown);
    }

    private static FrozenDictionary<string, ListColumn> Build()
    {
        var all = new Dictionary<string, ListColumn>(StringComparer.Ordinal);
        for (int group = 0; group < Phones.Length; group++)
            foreach (string name in Phones[group]) all.Add(name, new ListColumn(LeadColumn.Phone, name, group) { IsOwn = OwnPhones.Contains(name) });
        for (int i = 0; i < Names.Length; i++) all.Add(Names[i], new ListColumn(LeadColumn.Name, Names[i], i));
        foreach (string name in FirstNames) all.Add(name, new ListColumn(LeadColumn.FirstName, name));
        foreach (string name in LastNames) all.Add(name, new ListColumn(LeadColumn.LastName, name));
        foreach ((string name, LeadColumn column) in Fields) all.TryAdd(name, new ListColumn(column, name));
        return all.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
