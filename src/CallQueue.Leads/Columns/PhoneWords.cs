using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace CallQueue.Leads.Columns;

/// <summary>
/// Reads the words of a header, in the languages that spreadsheets and address books are kept in: a column is a telephone number's when every
/// word belongs to such a name and one of them is a telephone. One foreign word, such as fax, assistant, type or consent, makes it another column.
/// </summary>
internal static class PhoneWords
{
    private const int MostWords = 8;
    private const string Phones =
        """
        phone phones telephone telephones telefon telefonnummer telefonnr telnr tel rufnummer fernruf telefono tfno tlf telefone fone telefoon telefoonnummer telefonszám
        telefonu telefonní telefónne telefonnummern telefonul puhelin puhelinnumero telp telepon τηλέφωνο τηλεφώνου телефон телефона телефону тел thoại
        电话 电话号码 联系电话 電話 電話號碼 電話番号 聯絡電話 전화 전화번호 연락처 هاتف الهاتف טלפון फ़ोन फोन โทรศัพท์ เบอร์โทร เบอร์โทรศัพท์
        """;

    private const string Mobiles =
        """
        mobile mobiles cell cellphone cellular handy handynummer mobil mobiltelefon mobilnummer mobilfunk mobilfunknummer mobilszám mobiltlf gsm mobiel mobiele natel
        móvil celular telemóvel cellulare cep komórka matkapuhelin ponsel handphone κινητό мобильный мобильного мобільний сотовый động
        手机 手机号 手机号码 移动电话 手機 手機號碼 行動電話 携帯 携帯電話 携帯番号 휴대폰 휴대폰번호 휴대전화 핸드폰 جوال الجوال موبايل נייד मोबाइल มือถือ
        """;

    /// <summary>Words that mean a mobile only beside a telephone: alone, they are a column of something else.</summary>
    private const string MobileQualifiers = "portable komórkowy";
    private const string Homes = "home privat private particular domicile casa hogar residencial abitazione thuis hem hjem festnetz fixe fijo fixo fisso domowy домашний";
    private const string Works =
        "work business office geschäftlich geschäftl dienstlich büro arbeit direct bureau travail professionnel trabajo oficina trabalho comercial ufficio lavoro werk kantoor jobb arbete służbowy рабочий";

    private const string Others = "other others alt alternate alternative secondary second additional backup weiteres weitere sonstige autre otro outro altro ander overig inny другой";
    private const string Fillers =
        """
        number numbers no nr num nº nummer numéro número numero numer číslo numarası nomor nomer номер αριθμός رقم מספר नंबर số điện numărul numar număr di
        n de du da del do des d la le l el der die das den of the to your you my and what is s please enter main primary principal haupt preferred best default value
        contact customer client lead person recipient patient member guest billing shipping delivery day daytime evening kontakt kunde kunden
        """;

    private const string Accented = "áàâãäåāăąéèêëēėęěíìîïīóòôõöőøúùûüűůçćčñńňšśşșžźżřłğıťțďýºάέήίόύώςйё";
    private const string Bare = "aaaaaaaaaeeeeeeeeiiiiiooooooouuuuuucccnnnsssszzzrlgittdyoαεηιουωσие";
    private static readonly FrozenDictionary<string, Word> All = Build();

    private enum Word { Foreign, Filler, Phone, Mobile, MobileQualifier, Home, Work, Other }

    /// <summary>The group of the number's column, as <see cref="KnownColumns"/> orders them; null when the header is another column's.</summary>
    public static int? Group(string header)
    {
        string[] words = Split(header);
        if (words.Length is 0 or > MostWords) return null;
        Word[] met = [.. words.Select(Of)];
        if (met.Contains(Word.Foreign) || !(met.Contains(Word.Phone) || met.Contains(Word.Mobile))) return null;
        return met.Contains(Word.Other) ? 4
            : met.Contains(Word.Mobile) || met.Contains(Word.MobileQualifier) ? 1
            : met.Contains(Word.Home) ? 2
            : met.Contains(Word.Work) ? 3
            : 0;
    }

    /// <summary>A header in the key of another spelling: phoneNumber is phone_number.</summary>
    public static string KeyOfParts(string header) => string.Join('_', Split(header));

    private static Word Of(string word) =>
        int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out int place) ? place == 1 ? Word.Filler : Word.Other
        : All.GetValueOrDefault(word, Word.Foreign);

    /// <summary>Words without accents and case. A new word begins at a sign, at a capital letter after a small one, and between letters and digits.</summary>
    private static string[] Split(string header)
    {
        var words = new StringBuilder(header.Length + 8);
        char before = ' ';
        foreach (char c in header)
        {
            UnicodeCategory category = char.GetUnicodeCategory(c);
            if (category is UnicodeCategory.NonSpacingMark or UnicodeCategory.Format) continue;
            bool isWord = char.IsLetterOrDigit(c) || category == UnicodeCategory.SpacingCombiningMark;
            if (isWord && ((char.IsUpper(c) && char.IsLower(before)) || (char.IsLetterOrDigit(before) && char.IsDigit(c) != char.IsDigit(before)))) words.Append(' ');
            words.Append(isWord ? Plain(char.ToLowerInvariant(c)) : ' ');
            before = c;
        }

        return words.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }

    // Not by Unicode normalization, which does nothing where the system has no language data.
    private static char Plain(char c) =>
        c is >= '\uFF01' and <= '\uFF5E' ? (char)(c - 0xFEE0)
        : Accented.IndexOf(c, StringComparison.Ordinal) is >= 0 and var at ? Bare[at]
        : c;

    private static FrozenDictionary<string, Word> Build()
    {
        var all = new Dictionary<string, Word>(StringComparer.Ordinal);
        foreach ((string words, Word kind) in new[]
                 {
                     (Phones, Word.Phone), (Mobiles, Word.Mobile), (MobileQualifiers, Word.MobileQualifier), (Homes, Word.Home), (Works, Word.Work), (Others, Word.Other),
                     (Fillers, Word.Filler),
                 })
            foreach (string word in Split(words)) all.TryAdd(word, kind);
        return all.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
