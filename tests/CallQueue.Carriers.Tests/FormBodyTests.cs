using System.Text;
using CallQueue.Http;

namespace CallQueue.Carriers;

public sealed class FormBodyTests
{
    private const string Signs = "aZ09-._~ !\"#$%&'()*+,/:;<=>?@[\\]^`{|}\0\n\u007f\u00e9\u20ac\ud83d\ude00";

    [Fact]
    public void A_body_is_encoded_as_pairs_are()
    {
        var random = new Random(14);
        for (int i = 0; i < 2_000; i++)
        {
            KeyValuePair<string, string>[] pairs = [.. Enumerable.Range(0, random.Next(4)).Select(_ => new KeyValuePair<string, string>(Text(random), Text(random)))];
            Encoding.ASCII.GetString(FormBody.Of([.. pairs]).Span).ShouldBe(FormPairs.Encode(pairs));
        }
    }

    [Fact]
    public void A_form_in_bytes_has_the_pairs_of_its_text()
    {
        var random = new Random(15);
        byte[] signs = "ab=&=&%+%4%41%zz+"u8.ToArray();
        for (int i = 0; i < 5_000; i++)
        {
            // Bytes that are no UTF-8 among them, and sequences that break off.
            byte[] form = [.. Enumerable.Range(0, random.Next(24)).Select(_ => random.Next(5) == 0 ? (byte)random.Next(0x80, 0x100) : signs[random.Next(signs.Length)])];
            FormPairs.Parse(form).ShouldBe(FormPairs.Parse(Encoding.UTF8.GetString(form)));
        }
    }

    private static string Text(Random random) => string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => Signs[random.Next(Signs.Length)]));
}
