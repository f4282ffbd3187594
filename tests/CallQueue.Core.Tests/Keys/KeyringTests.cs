using System.Globalization;
using System.Text;
using CallQueue.Hosting.Local;
using CallQueue.Scenarios;

namespace CallQueue.Keys;

public sealed class KeyringTests
{
    private readonly ScenarioHost _host = new(new ScriptedCarrier((_, _) => Fate.Talks()));

    [Fact]
    public void A_key_opens_what_it_was_kept_as_and_no_other_secret_does()
    {
        KeyText key = KeyText.New();
        ApiKey kept = key.ToKeep("crm", Some.Business, Some.Instant);
        KeyText.TryParse(key.Reveal(), out KeyText? read).ShouldBeTrue();
        read.Opens(kept).ShouldBeTrue();
        (read with { Secret = KeyText.New().Secret }).Opens(kept).ShouldBeFalse();
        KeyText.New().Opens(kept).ShouldBeFalse();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("cq_0123456789abcdef01234567_")]
    [InlineData("cq_0123456789abcdef01234567_0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdeg")]
    [InlineData("cq_0123456789ABCDEF01234567_0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")]
    [InlineData("ck_0123456789abcdef01234567_0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")]
    [InlineData("cq_0123456789abcdef01234567-0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")]
    public void What_no_key_looks_like_is_none(string? text) => KeyText.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void Neither_the_store_nor_a_printed_key_has_the_secret() => _host.Play(async () =>
    {
        KeyText key = KeyText.New();
        string shard = KeyText.ShardOf(key.Id);
        (await _host.Actors.Keyring(shard).AddAsync(key.ToKeep("crm", null, Some.Instant))).ShouldBeTrue();
        string stored = Encoding.UTF8.GetString(_host.Store.Load(new ActorAddress(LocalActors.KeyringKind, shard), "root")!.Data.Span);
        stored.ShouldContain(key.Id);
        stored.ShouldNotContain(key.Secret);
        $"{key}".ShouldNotContain(key.Secret);
    });

    [Fact]
    public void A_revoked_key_stays_revoked_over_a_crash_and_keeps_its_first_time() => _host.Play(async () =>
    {
        ApiKey key = Key(1);
        IKeyring ring = _host.Actors.Keyring("00");
        await ring.AddAsync(key);
        (await ring.RevokeAsync(key.Id))!.RevokedAt.ShouldBe(Some.Instant);
        _host.Crash();
        await _host.WaitAsync(Some.Minutes(1));
        (await ring.RevokeAsync(key.Id))!.RevokedAt.ShouldBe(Some.Instant);
        (await ring.FindAsync(key.Id))!.RevokedAt.ShouldBe(Some.Instant);
        (await ring.RevokeAsync(Key(2).Id)).ShouldBeNull();
    });

    [Fact]
    public void Adding_is_repeatable_but_an_id_is_never_given_to_another_key() => _host.Play(async () =>
    {
        IKeyring ring = _host.Actors.Keyring("00");
        (await ring.AddAsync(Key(1))).ShouldBeTrue();
        (await ring.AddAsync(Key(1))).ShouldBeTrue();
        (await ring.AddAsync(Key(1) with { Digest = Key(2).Digest })).ShouldBeFalse();
        (await ring.ListAsync()).Count.ShouldBe(1);
    });

    [Fact]
    public void A_full_keyring_forgets_the_key_that_was_revoked_first_and_no_other() => _host.Play(async () =>
    {
        IKeyring ring = _host.Actors.Keyring("00");
        for (int i = 0; i < IKeyring.MaxKeys; i++) (await ring.AddAsync(Key(i))).ShouldBeTrue();
        (await ring.AddAsync(Key(9_000))).ShouldBeFalse();
        await ring.RevokeAsync(Key(7).Id);
        await _host.WaitAsync(Some.Minutes(1));
        await ring.RevokeAsync(Key(3).Id);
        (await ring.AddAsync(Key(9_000))).ShouldBeTrue();
        (await ring.FindAsync(Key(7).Id)).ShouldBeNull();
        (await ring.FindAsync(Key(3).Id)).ShouldNotBeNull();
    });

    [Fact]
    public void A_key_of_another_keyring_is_refused() => _host.Play(async () =>
    {
        Exception? refusal = null;
        try
        {
            await _host.Actors.Keyring("01").AddAsync(Key(1));
        }
        catch (ArgumentException e)
        {
            refusal = e;
        }

        refusal.ShouldNotBeNull();
    });

    private static ApiKey Key(int n)
    {
        string id = n.ToString("x24", CultureInfo.InvariantCulture);
        return new KeyText(id, n.ToString("x64", CultureInfo.InvariantCulture)).ToKeep($"key {n}", Some.Business, Some.Instant);
    }
}
