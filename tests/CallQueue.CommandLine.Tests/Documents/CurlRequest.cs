using System.Net.Http.Headers;
using System.Text;

namespace CallQueue.Documents;

/// <summary>
/// What a curl line asks for, sent by our own client, so that the pages are tested where there is no curl too. Only the
/// options that the pages use; any other is an error.
/// </summary>
/// <param name="IsStream">With -N: the answer is a stream, of which the first event is enough.</param>
internal sealed record CurlRequest(HttpMethod Method, string Url, IReadOnlyList<(string Name, string Value)> Headers, byte[]? Body, bool IsStream)
{
    /// <summary>Reads the words of a curl line.</summary>
    /// <param name="folder">Where the files are that @file names.</param>
    /// <exception cref="FormatException">An option is unknown, or what it needs is missing.</exception>
    public static CurlRequest Read(IReadOnlyList<string> words, string folder)
    {
        string? method = null, url = null;
        var headers = new List<(string, string)>();
        byte[]? body = null;
        bool isStream = false;
        for (int i = 1; i < words.Count; i++)
        {
            switch (words[i])
            {
                case "-X" or "--request":
                    method = Next();
                    break;
                case "-H" or "--header":
                    string[] header = Next().Split(':', 2);
                    if (header.Length != 2) throw new FormatException($"'{words[i]}' is not a header");
                    headers.Add((header[0].Trim(), header[1].Trim()));
                    break;
                case "-d" or "--data" or "--data-binary":
                    bool isBinary = words[i] == "--data-binary";
                    string data = Next();
                    body = !data.StartsWith('@') ? Encoding.UTF8.GetBytes(data)
                        : isBinary ? File.ReadAllBytes(Path.Combine(folder, data[1..]))
                        : Encoding.UTF8.GetBytes(File.ReadAllText(Path.Combine(folder, data[1..])).ReplaceLineEndings(""));
                    break;
                case "-N" or "--no-buffer":
                    isStream = true;
                    break;
                case "-s" or "-i":
                    break;
                case ['-', ..] option:
                    throw new FormatException($"curl's option '{option}' is unknown to the test of the pages");
                default:
                    if (url is not null) throw new FormatException($"'{words[i]}' is a second URL");
                    url = words[i];
                    break;
            }

            string Next() => ++i < words.Count ? words[i] : throw new FormatException($"'{words[i - 1]}' needs a value");
        }

        return new CurlRequest(
            new HttpMethod(method ?? (body is null ? "GET" : "POST")), url ?? throw new FormatException("curl needs a URL"), headers, body, isStream);
    }

    public HttpRequestMessage ToMessage(Uri address)
    {
        var message = new HttpRequestMessage(Method, address);
        if (Body is not null)
        {
            // What curl says of a body of which the caller says nothing.
            message.Content = new ByteArrayContent(Body) { Headers = { ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded") } };
        }

        foreach ((string name, string value) in Headers)
        {
            if (!name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase)) message.Headers.TryAddWithoutValidation(name, value);
            else if (message.Content is not null) message.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(value);
        }

        return message;
    }
}
