namespace CallQueue.Validation;

public sealed class SafeTextTests
{
    [Theory]
    [InlineData("Ann Smith, Zoë 👋 שלום", "Ann Smith, Zoë 👋 שלום")]
    [InlineData("Ann\n12:00:00 info: forged", "Ann\\n12:00:00 info: forged")]
    [InlineData("a\r\nb\tc", "a\\r\\nb\\tc")]
    [InlineData("\u001b[2J\u001b[31mred", "\\u001b[2J\\u001b[31mred")]
    [InlineData("\u009b31m", "\\u009b31m")]
    [InlineData("\u007f\u0000\u0085", "\\u007f\\u0000\\u0085")]
    [InlineData("line\u2028paragraph\u2029", "line\\u2028paragraph\\u2029")]
    [InlineData("\u202egnp.exe\u202c \u2066x\u2069 \u200f", "\\u202egnp.exe\\u202c \\u2066x\\u2069 \\u200f")]
    public void What_could_forge_a_line_or_move_the_cursor_is_visible(string text, string shown) => SafeText.Escaped(text).ShouldBe(shown);

    [Fact]
    public void Every_control_character_is_escaped_and_half_a_pair_too()
    {
        foreach (int code in Enumerable.Range(0, 0x20).Concat(Enumerable.Range(0x7f, 0x21)))
        {
            string safe = SafeText.Escaped($"a{(char)code}b");
            safe.ShouldNotContain((char)code);
            safe.ShouldStartWith("a\\");
        }

        SafeText.Escaped("a\ud83db").ShouldBe("a\\ud83db");
        SafeText.Escaped("a\udc4bb").ShouldBe("a\\udc4bb");
    }

    [Fact]
    public void Lines_are_kept_where_each_is_written_apart_and_a_lone_carriage_return_is_not() =>
        SafeText.Escaped("one\ntwo\r\nthree\rforged\u001b", keepsLines: true).ShouldBe("one\ntwo\r\nthree\\rforged\\u001b");
}
