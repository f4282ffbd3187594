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
        ApiKey kept = key.ToKeep("crm", KeyTerms.For(Some.Business), Some.Instant);
        KeyText.TryParse(key.Reveal(), out KeyText? read).ShouldBeTrue();
        read.Opens(kept, Some.Instant).ShouldBeTrue();
        (read with { Secret = KeyText.New().Secret }).Opens(kept, Some.Instant).ShouldBeFalse();
        KeyText.New().Opens(kept, Some.Instant).ShouldBeFalse();
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
        (await _host.Actors.Keyring(shard).AddAsync(key.ToKeep("crm", KeyTerms.For(null), Some.Instant))).ShouldBeTrue();
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

    [Fact]
    public void After_a_rotation_both_secrets_open_until_the_former_one_ends() => _host.Play(async () =>
    {
        KeyText former = KeyText.New(), next = former with { Secret = KeyText.New().Secret };
        IKeyring ring = _host.Actors.Keyring(KeyText.ShardOf(former.Id));
        await ring.AddAsync(former.ToKeep("crm", KeyTerms.For(Some.Business), Some.Instant));
        DateTimeOffset until = Some.Instant + TimeSpan.FromHours(1);
        await ring.RotateAsync(former.Id, next.StoredDigest, next.Tail, until);
        await ring.RotateAsync(former.Id, next.StoredDigest, next.Tail, until); // Sent twice, as a silo does with messages that got lost.
        _host.Crash();
        ApiKey kept = (await _host.Actors.Keyring(KeyText.ShardOf(former.Id)).FindAsync(former.Id)).ShouldNotBeNull();
        next.Opens(kept, Some.Instant).ShouldBeTrue();
        former.Opens(kept, until - TimeSpan.FromSeconds(1)).ShouldBeTrue();
        former.Opens(kept, until).ShouldBeFalse();
        next.Opens(kept, until).ShouldBeTrue();
    });

    [Fact]
    public void A_revoked_or_expired_key_gets_no_other_secret() => _host.Play(async () =>
    {
        IKeyring ring = _host.Actors.Keyring("00");
        await ring.AddAsync(Key(1));
        await ring.RevokeAsync(Key(1).Id);
        await ring.AddAsync(Key(2) with { ExpiresAt = Some.Instant });
        foreach (int n in (int[])[1, 2, 3]) (await ring.RotateAsync(Key(n).Id, Key(9).Digest, "9", Some.Instant)).ShouldBeNull();
    });

    [Fact]
    public void A_use_is_written_at_most_once_a_minute() => _host.Play(async () =>
    {
        IKeyring ring = _host.Actors.Keyring("00");
        await ring.AddAsync(Key(1));
        await ring.UsedAsync(Key(1).Id, Some.Instant);
        await ring.UsedAsync(Key(1).Id, Some.Instant + TimeSpan.FromSeconds(59));
        (await ring.FindAsync(Key(1).Id))!.LastUsedAt.ShouldBe(Some.Instant);
        await ring.UsedAsync(Key(1).Id, Some.Instant + TimeSpan.FromSeconds(60));
        _host.Crash();
        (await _host.Actors.Keyring("00").FindAsync(Key(1).Id))!.LastUsedAt.ShouldBe(Some.Instant + TimeSpan.FromSeconds(60));
    });

    [Fact]
    public void A_session_is_kept_over_a_crash_and_ends_at_once_and_no_secret_is_stored() => _host.Play(async () =>
    {
        SessionText text = SessionText.New();
        string shard = KeyText.ShardOf(text.Id);
        await _host.Actors.Keyring(shard).AddSessionAsync(Session(text, Some.Instant + SessionBook.Lifetime));
        Encoding.UTF8.GetString(_host.Store.Load(new ActorAddress(LocalActors.KeyringKind, shard), "root")!.Data.Span).ShouldNotContain(text.Secret);
        _host.Crash();
        KeySession kept = (await new SessionBook(_host.Actors).FindAsync(text.Id)).ShouldNotBeNull();
        text.Opens(kept).ShouldBeTrue();
        (text with { Secret = SessionText.New().Secret }).Opens(kept).ShouldBeFalse();
        (await new SessionBook(_host.Actors).ListAsync()).ShouldHaveSingleItem().Id.ShouldBe(text.Id);
        (await new SessionBook(_host.Actors).EndAsync(text.Id)).ShouldNotBeNull();
        (await new SessionBook(_host.Actors).EndAsync(text.Id)).ShouldBeNull();
        (await new SessionBook(_host.Actors).FindAsync(text.Id)).ShouldBeNull();
    });

    [Fact]
    public void Expired_sessions_are_neither_listed_nor_kept_for_long() => _host.Play(async () =>
    {
        SessionText old = new("00" + new string('1', 22), new string('a', 64)), young = new("00" + new string('2', 22), new string('b', 64));
        IKeyring ring = _host.Actors.Keyring("00");
        await ring.AddSessionAsync(Session(old, Some.Instant + TimeSpan.FromMinutes(1)));
        await _host.WaitAsync(Some.Minutes(1));
        (await ring.ListSessionsAsync()).ShouldBeEmpty();
        await ring.AddSessionAsync(Session(young, Some.Instant + SessionBook.Lifetime));
        (await ring.FindSessionAsync(old.Id)).ShouldBeNull();
        (await ring.ListSessionsAsync()).ShouldHaveSingleItem().Id.ShouldBe(young.Id);
    });

    [Fact]
    public void A_record_of_an_earlier_version_loads_and_its_keys_have_their_former_roles()
    {
        KeyringRoot root = System.Text.Json.JsonSerializer.Deserialize(
            """{"keys":[{"id":"00","name":"a","digest":"ab","tail":"b","createdAt":"2026-03-02T09:00:00+00:00"},{"id":"01","name":"b","business":"acme","digest":"ab","tail":"b","createdAt":"2026-03-02T09:00:00+00:00"}]}""",
            CallQueueJson.Default.KeyringRoot)!;
        root.Keys.Select(key => key.RoleNow()).ShouldBe([KeyRole.Operator, KeyRole.Business]);
        root.Keys.ShouldAllBe(key => key.IsValid(DateTimeOffset.MaxValue));
        root.Sessions.ShouldBeNull();
    }

    private static KeySession Session(SessionText text, DateTimeOffset until) => new() { Id = text.Id, Digest = text.Digest, Key = Key(1).Id, CreatedAt = Some.Instant, ExpiresAt = until };

    private static ApiKey Key(int n)
    {
        string id = n.ToString("x24", CultureInfo.InvariantCulture);
        return new KeyText(id, n.ToString("x64", CultureInfo.InvariantCulture)).ToKeep($"key {n}", KeyTerms.For(Some.Business), Some.Instant);
    }
}
