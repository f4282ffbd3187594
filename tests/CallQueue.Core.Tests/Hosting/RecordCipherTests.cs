using System.Text;

namespace CallQueue.Hosting;

public sealed class RecordCipherTests
{
    private const string First = "0123456789abcdef0123456789abcdef", Second = "fedcba9876543210fedcba9876543210";
    private static readonly byte[] Data = Encoding.UTF8.GetBytes("""{"message":"Hello Ada"}""");

    [Fact]
    public void What_is_sealed_shows_nothing_and_opens_with_the_same_key()
    {
        var cipher = new RecordCipher(First);
        ReadOnlyMemory<byte> stored = cipher.Seal("business/acme", "root", Data);
        RecordCipher.IsSealed(stored.Span).ShouldBeTrue();
        Encoding.Latin1.GetString(stored.Span).ShouldNotContain("Ada");
        new RecordCipher(First).Open("business/acme", "root", stored).ToArray().ShouldBe(Data);
        cipher.Seal("business/acme", "root", Data).ToArray().ShouldNotBe(stored.ToArray());
        (stored.Length - Data.Length).ShouldBe(36);
    }

    [Fact]
    public void Without_a_key_records_are_stored_as_they_are_and_plain_ones_open_with_any_key()
    {
        RecordCipher.None.Seal("a", "root", Data).ToArray().ShouldBe(Data);
        RecordCipher.None.Open("a", "root", Data).ToArray().ShouldBe(Data);
        new RecordCipher(First).Open("a", "root", Data).ToArray().ShouldBe(Data);
    }

    [Fact]
    public void Another_key_opens_nothing_and_the_error_names_the_settings_and_the_keys_id()
    {
        ReadOnlyMemory<byte> stored = new RecordCipher(First).Seal("a", "root", Data);
        foreach (RecordCipher other in (RecordCipher[])[new RecordCipher(Second), RecordCipher.None])
        {
            string message = Should.Throw<StorageException>(() => other.Open("a", "root", stored)).Message;
            message.ShouldContain("CALLQUEUE_DATA_KEY");
            message.ShouldContain(new RecordCipher(First).KeyId!);
            message.ShouldNotContain(First);
        }
    }

    [Fact]
    public void The_former_key_opens_what_it_sealed_and_seals_nothing_any_more()
    {
        ReadOnlyMemory<byte> old = new RecordCipher(First).Seal("a", "root", Data);
        var both = new RecordCipher(Second, First);
        both.Open("a", "root", old).ToArray().ShouldBe(Data);
        new RecordCipher(Second).Open("a", "root", both.Seal("a", "root", Data)).ToArray().ShouldBe(Data);
    }

    [Fact]
    public void A_record_that_was_changed_moved_or_cut_does_not_open()
    {
        var cipher = new RecordCipher(First);
        byte[] stored = cipher.Seal("a", "root", Data).ToArray();
        Should.Throw<StorageException>(() => cipher.Open("b", "root", stored)).Message.ShouldContain("belongs to another record");
        Should.Throw<StorageException>(() => cipher.Open("a", "page1", stored));
        Should.Throw<StorageException>(() => cipher.Open("a", "root", stored.AsMemory(0, 20))).Message.ShouldContain("cut off");
        for (int i = 4; i < stored.Length; i++)
        {
            byte[] changed = [.. stored];
            changed[i] ^= 1;
            Should.Throw<StorageException>(() => cipher.Open("a", "root", changed), $"byte {i}");
        }
    }
}
