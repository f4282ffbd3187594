using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;

namespace CallQueue;

/// <summary>The console's files as HTTP: headers, encodings, and what they leave to other endpoints.</summary>
public sealed partial class ConsoleFilesTests(ConsoleFilesTests.Server server) : IClassFixture<ConsoleFilesTests.Server>
{
    private readonly ConsoleServer _server = server.Running;

    [Theory]
    [InlineData("/")]
    [InlineData("/b/clinic/runs/spring")]
    [InlineData("/unknown/page")]
    public async Task A_browser_gets_the_page_at_every_address_of_its_own(string path)
    {
        using HttpResponseMessage answer = await _server.OpenAsync(path);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.ToString().ShouldBe("text/html; charset=utf-8");
        answer.Headers.CacheControl!.NoCache.ShouldBeTrue();
        answer.Headers.ETag.ShouldNotBeNull();
    }

    [Theory]
    [InlineData("/api/unknown", HttpStatusCode.Unauthorized)]
    [InlineData("/api/businesses", HttpStatusCode.Unauthorized)]
    [InlineData("/webhooks/unknown", HttpStatusCode.Unauthorized)]
    [InlineData("/assets/unknown.js", HttpStatusCode.Unauthorized)]
    [InlineData("/openapi/v2.json", HttpStatusCode.Unauthorized)]
    [InlineData("/docs", HttpStatusCode.Unauthorized)]
    [InlineData("/healthz/live", HttpStatusCode.OK)]
    public async Task Addresses_of_programs_are_answered_as_without_the_console(string path, HttpStatusCode expected)
    {
        using HttpResponseMessage answer = await _server.OpenAsync(path);
        answer.StatusCode.ShouldBe(expected);
        (await answer.Content.ReadAsStringAsync()).ShouldNotContain("<div id=\"console\">");
    }

    [Fact]
    public async Task A_program_that_does_not_ask_for_a_page_gets_none()
    {
        using HttpResponseMessage answer = await _server.OpenAsync("/", "application/json");
        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        using HttpResponseMessage any = await _server.OpenAsync("/b/default/runs", "*/*");
        any.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task The_page_runs_and_loads_nothing_but_files_of_this_server()
    {
        using HttpResponseMessage answer = await _server.OpenAsync("/");
        string policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        policy.ShouldContain("default-src 'none'");
        policy.ShouldContain("script-src 'self';");
        policy.ShouldContain("style-src 'self';");
        policy.ShouldContain("frame-ancestors 'none'");
        policy.ShouldNotContain("unsafe");
        answer.Headers.GetValues("X-Content-Type-Options").Single().ShouldBe("nosniff");
        answer.Headers.GetValues("Referrer-Policy").Single().ShouldBe("no-referrer");
        string page = await answer.Content.ReadAsStringAsync();
        Inline().IsMatch(page).ShouldBeFalse(page);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData(null)]
    public async Task Files_are_kept_for_good_and_come_compressed_as_the_browser_wants(string? encoding)
    {
        string[] files = await FilesAsync();
        files.Length.ShouldBeGreaterThanOrEqualTo(2);
        foreach (string file in files)
        {
            using HttpResponseMessage answer = await _server.OpenAsync("/" + file, "*/*", encoding);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, file);
            answer.Content.Headers.ContentEncoding.ShouldBe(encoding is null ? [] : [encoding]);
            answer.Headers.CacheControl!.ToString().ShouldBe("public, max-age=31536000, immutable");
            answer.Headers.Vary.ShouldContain("Accept-Encoding");
            (await ReadAsync(answer, encoding)).Length.ShouldBeGreaterThan(1000);
        }
    }

    [Fact]
    public async Task A_file_that_the_browser_has_is_not_sent_again()
    {
        foreach (string path in (string[])["/", "/" + (await FilesAsync())[0]])
        {
            using HttpResponseMessage first = await _server.OpenAsync(path);
            using var bare = new HttpClient { BaseAddress = _server.Url };
            using var again = new HttpRequestMessage(HttpMethod.Get, path);
            again.Headers.Accept.ParseAdd("text/html");
            again.Headers.IfNoneMatch.Add(EntityTagHeaderValue.Parse(first.Headers.ETag!.ToString()));
            using HttpResponseMessage second = await bare.SendAsync(again);
            second.StatusCode.ShouldBe(HttpStatusCode.NotModified);
            (await second.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task The_first_load_is_at_most_60_KB_over_the_wire()
    {
        long bytes = 0;
        foreach (string file in (string[])["", .. await FilesAsync()])
        {
            using HttpResponseMessage answer = await _server.OpenAsync("/" + file, encoding: "gzip");
            bytes += (await answer.Content.ReadAsByteArrayAsync()).Length;
        }

        bytes.ShouldBeLessThan(60 * 1024);
    }

    /// <summary>What the page loads at once, as its text names it.</summary>
    private async Task<string[]> FilesAsync()
    {
        using HttpResponseMessage answer = await _server.OpenAsync("/");
        return [.. Loaded().Matches(await answer.Content.ReadAsStringAsync()).Select(match => match.Groups[1].Value)];
    }

    private static async Task<string> ReadAsync(HttpResponseMessage answer, string? encoding)
    {
        await using Stream stream = await answer.Content.ReadAsStreamAsync();
        await using Stream plain = encoding switch { "gzip" => new GZipStream(stream, CompressionMode.Decompress), "br" => new BrotliStream(stream, CompressionMode.Decompress), _ => stream };
        using var reader = new StreamReader(plain, Encoding.UTF8);
        return await reader.ReadToEndAsync();
    }

    [GeneratedRegex("(?:src|href)=\"(?:\\./)?(assets/[^\"]+)\"")]
    private static partial Regex Loaded();

    [GeneratedRegex("<style|<script(?![^>]*\\bsrc=)|\\sstyle=|\\son[a-z]+=", RegexOptions.IgnoreCase)]
    private static partial Regex Inline();

    public sealed class Server : IAsyncLifetime
    {
        internal ConsoleServer Running { get; private set; } = null!;

        public async Task InitializeAsync() => Running = await ConsoleServer.StartAsync(hasKeys: true);

        public Task DisposeAsync()
        {
            Running.Dispose();
            return Task.CompletedTask;
        }
    }
}
