using CallQueue.Calls;

namespace CallQueue.Leads.Tests;

/// <summary>The number's column is found by its name in the languages that people keep lists in (issue 12).</summary>
public sealed class HeaderWordTests
{
    [Theory]
    [InlineData("Telefon,Telefonnummer,Telefonnr.,Tel.-Nr.,Rufnummer,Tel. 1,Handy,Handynummer,Handy-Nr.,Mobil,Mobiltelefon,Mobilnummer,Telefon (privat),Telefon geschäftlich,Weiteres Telefon")]
    [InlineData("Téléphone,Tél.,Numéro de téléphone,N° de téléphone,Téléphone portable,Téléphone mobile,Tél. mobile,Téléphone (bureau),Téléphone (domicile),Téléphone principal,Autre téléphone")]
    [InlineData("Teléfono,Número de teléfono,Nº de teléfono,Teléfono móvil,Móvil,Celular,Teléfono del trabajo,Teléfono particular,Telefono,Numero di telefono,Cellulare,Telefono ufficio")]
    [InlineData("Telefone,Número de telefone,Telemóvel,Telefone celular,Fone,Telefoon,Telefoonnummer,Mobiel,Mobiel nummer,Telefon,GSM,Puhelin,Puhelinnumero,Tlf,Mobilnummer")]
    [InlineData("Numer telefonu,Nr telefonu,Telefon komórkowy,Telefonní číslo,Telefonszám,Mobilszám,Număr de telefon,Telefon numarası,Cep telefonu,Τηλέφωνο,Κινητό,Телефон,Номер телефона,Мобильный телефон,Тел.")]
    [InlineData("电话,手机,手机号,联系电话,電話,電話番号,携帯電話,전화번호,휴대폰,هاتف,رقم الهاتف,טלפון,मोबाइल नंबर,फ़ोन,โทรศัพท์,Số điện thoại,Di động,Nomor Telepon,No. Telp,No HP")]
    [InlineData("phoneNumber,PhoneNumber,mobilePhone,Phones,Phone (Primary),Phone Number (Mobile),customer_phone,Customer Phone,Lead Phone,Billing Phone,Shipping Phone,Daytime Phone,Contact No,TelNo,And your phone number?,To Number,What’s your phone number?")]
    public async Task A_column_of_numbers_is_known_by_its_words(string headers)
    {
        foreach (string header in headers.Split(','))
        {
            using var file = new TestFile($"Name,{header}\nAnn,+12025550101\n");
            (await file.CheckAsync()).Problems.ShouldBeEmpty(header);
        }
    }

    [Theory]
    [InlineData("Phone Type,Phone 1 - Label,Phone country,Phone consent,Phone verified,Mobile carrier,Mobile App,iPhone,Phone Ext,Phone owner,Tel/Fax,Telefax,Fax,Pager")]
    [InlineData("Emergency contact phone,Assistant's Phone,Agent Phone,Doctor Phone,Owner Phone,Company Main Phone,Telefon Assistent,Telefon Firma,Téléphone de l'assistant")]
    [InlineData("Home,Work,Portable,Contact,Other,Numbers,Customer Number,Order Number,Nummer,Número,HP,To,Tel 1 ok")]
    public async Task A_column_of_something_else_is_not(string headers)
    {
        foreach (string header in headers.Split(',').Where(header => header != "To"))
        {
            using var file = new TestFile($"phone,{header}\n,x\n+12025550101,x\n");
            (await file.CheckAsync()).Problems.ShouldHaveSingleItem().ToString().ShouldBe("line 2: phone is missing", header);
        }
    }

    [Theory]
    [InlineData("Telefon geschäftlich;Telefon privat;Mobiltelefon;Fax privat", "+493012340;+493012341;+491711234567;+493012349", "+491711234567")]
    [InlineData("Telefon geschäftlich;Telefon privat;Mobiltelefon;Fax privat", "+493012340;+493012341;;+493012349", "+493012341")]
    [InlineData("Autre téléphone;Téléphone (bureau);Téléphone", "+33142685301;+33142685302;+33142685303", "+33142685303")]
    [InlineData("Teléfono 2;Teléfono del trabajo;Teléfono 1", "+34911234561;+34911234562;+34911234563", "+34911234563")]
    [InlineData("Teléfono 2;Teléfono del trabajo;Teléfono 1", "+34911234561;+34911234562;", "+34911234562")]
    public async Task The_order_is_the_same_in_every_language(string header, string row, string number)
    {
        using var file = new TestFile($"{header}\n{row}\n");
        NewCall call = (await file.ReadAsync()).ShouldHaveSingleItem();
        call.To.Value.ShouldBe(number);
    }

    [Theory]
    [InlineData("Name,Notfall\nAnn,+12025550101\nBo,\n", "; 'Notfall' looks like it: --phone-column \"Notfall\"")]
    [InlineData("Name,A,B\nAnn,+12025550101,2025550102\n", "; 'A', 'B' look like it")]
    [InlineData("Name,A,Created\nAnn,12,2026-01-01\n", "")]
    [InlineData("Name,A\nAnn,+12025550101\nBo,none\n", "")]
    public async Task What_looks_like_the_number_is_proposed_and_never_called(string text, string proposal)
    {
        string problem = (await TestFile.ProblemsAsync(text)).ShouldHaveSingleItem();
        problem.ShouldStartWith("line 1: there is no column for the telephone number;");
        problem[(problem.LastIndexOf(')') + 1)..].ShouldBe(proposal);
    }

    [Theory]
    [InlineData("""{"firstName":"Ann","phoneNumber":"+12025550101","timeZone":"Europe/Paris","leadId":"7"}""")]
    [InlineData("""{"first_name":"Ann","phone_number":"+12025550101","time_zone":"Europe/Paris","lead_id":"7"}""")]
    public async Task Fields_of_ours_are_known_in_camel_case_too(string json)
    {
        using var file = new TestFile(json, ".jsonl");
        NewCall call = (await file.ReadAsync()).ShouldHaveSingleItem();
        (call.To.Value, call.Rules!.TimeZone, call.Script!.Variables!["name"]).ShouldBe(("+12025550101", "Europe/Paris", "Ann"));
    }

    [Theory]
    [InlineData("""{"contacts":[{"phone":"+12025550101"}]}""", "contacts is a list, but the list of people must be named calls; rename it")]
    [InlineData("{\n \"data\":[{\"phone\":\"+12025550101\"}]\n}", "data is a list, but the list of people must be named calls; rename it")]
    [InlineData("BEGIN:VCARD\nVERSION:3.0\nTEL:+12025550101\nEND:VCARD\n", "is a vCard file of contacts; export the contacts as CSV")]
    public async Task A_file_of_another_form_is_named(string text, string problem) =>
        (await TestFile.ProblemsAsync(text, ".txt"))[0].ShouldEndWith(problem);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task UTF_16_is_known_without_its_mark(bool isBigEndian)
    {
        System.Text.Encoding encoding = isBigEndian ? System.Text.Encoding.BigEndianUnicode : System.Text.Encoding.Unicode;
        using var file = new TestFile(encoding.GetBytes("phone,name\n+12025550101,José 😀\n"));
        (await file.ReadAsync()).ShouldHaveSingleItem().Script!.Variables!["name"].ShouldBe("José 😀");
    }
}
