using System.Text;
using CallQueue.Inputs;
using CallQueue.Problems;
using CallQueue.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace CallQueue.Lists;

/// <summary>The body of a request with a list: the list alone, or a form with the list as a file and options as fields.</summary>
/// <param name="List">Null when the form has none, which is then a problem.</param>
/// <param name="Fields">The form's other fields.</param>
internal sealed record ListUpload(SpooledList? List, IReadOnlyList<KeyValuePair<string, string>> Fields) : IDisposable
{
    /// <summary>The form field of the list, for forms that do not send it as a file.</summary>
    public const string FileField = "file";

    private const string Form = "multipart/form-data";
    private const int MostParts = 64;
    private const int MaxField = 64 * 1024;

    /// <summary>The media types of lists, and the extension of each form. Empty: the content tells.</summary>
    private static readonly Dictionary<string, string> Extensions = new(StringComparer.OrdinalIgnoreCase)
    {
        ["text/csv"] = ".csv", ["application/csv"] = ".csv", ["text/tab-separated-values"] = ".tsv",
        ["application/json"] = ".json", ["text/json"] = ".json",
        ["application/jsonl"] = ".jsonl", ["application/x-jsonl"] = ".jsonl", ["application/jsonlines"] = ".jsonl", ["application/x-jsonlines"] = ".jsonl",
        ["application/ndjson"] = ".jsonl", ["application/x-ndjson"] = ".jsonl",
        ["application/octet-stream"] = "", ["text/plain"] = "",
    };

    public void Dispose() => List?.Dispose();

    /// <summary>Why the body's type can't be read; null when it can.</summary>
    public static string? FindProblem(HttpRequest request)
    {
        if (request.Headers.ContentEncoding.Count > 0) return "send the list without Content-Encoding";
        string? type = TypeOf(request.ContentType);
        if (type == Form || (type is not null && Extensions.ContainsKey(type))) return null;
        const string Types = "send Content-Type: text/csv, application/json, application/x-ndjson or multipart/form-data";
        return type == "application/x-www-form-urlencoded" ? $"{Types}. With curl: --data-binary @leads.csv -H 'Content-Type: text/csv', or -F file=@leads.csv" : Types;
    }

    /// <summary>Stores the list; problems of a form are added to <paramref name="problems"/>.</summary>
    public static async Task<ListUpload> ReceiveAsync(HttpContext http, long max, FieldProblems problems)
    {
        JsonBody.Allow(http, max);
        string type = TypeOf(http.Request.ContentType)!;
        if (type == Form) return await ReceiveFormAsync(http, max, problems);
        return new ListUpload(await SpooledList.ReceiveAsync(http.Request.Body, $"list{Extensions[type]}", max, http.RequestAborted), []);
    }

    private static async Task<ListUpload> ReceiveFormAsync(HttpContext http, long max, FieldProblems problems)
    {
        string? boundary = HeaderUtilities.RemoveQuotes(MediaTypeHeaderValue.Parse(http.Request.ContentType).Boundary).Value;
        if (string.IsNullOrEmpty(boundary)) throw new BadHttpRequestException("the form has no boundary");
        var reader = new MultipartReader(boundary, http.Request.Body);
        SpooledList? list = null;
        List<KeyValuePair<string, string>> fields = [];
        try
        {
            for (int parts = 0; await reader.ReadNextSectionAsync(http.RequestAborted) is { } part; parts++)
            {
                if (parts == MostParts) throw new BadHttpRequestException("the form has too many fields");
                ContentDispositionHeaderValue? place = part.GetContentDispositionHeader();
                string name = HeaderUtilities.RemoveQuotes(place?.Name ?? "").ToString();
                if (place?.IsFileDisposition() != true && name != FileField)
                {
                    fields.Add(KeyValuePair.Create(name, await ReadFieldAsync(part, http.RequestAborted)));
                    continue;
                }

                if (list is not null) problems.Add(name, "is a second file; send one list in each request");
                SpooledList received = await SpooledList.ReceiveAsync(part.Body, NameOf(place!, part), max, http.RequestAborted);
                list?.Dispose();
                list = received;
            }
        }
        catch (Exception e) when (e is InvalidDataException || (e is IOException and not BadHttpRequestException))
        {
            list?.Dispose();
            throw new BadHttpRequestException("the form is incomplete or not valid", e);
        }

        if (list is null) problems.Add(FileField, "is missing; send the list as a file, as curl -F file=@leads.csv does");
        return new ListUpload(list, fields);
    }

    /// <summary>The file's own name where its extension is known, else one with the extension of its type.</summary>
    private static string NameOf(ContentDispositionHeaderValue place, MultipartSection part)
    {
        string sent = place.FileNameStar.HasValue ? place.FileNameStar.ToString() : HeaderUtilities.RemoveQuotes(place.FileName).ToString();
        string name = Path.GetFileName(sent.Replace('\\', '/'));
        string extension = Path.GetExtension(name).ToLowerInvariant();
        if (extension == ".ndjson" || (extension.Length > 0 && Extensions.ContainsValue(extension))) return name;
        return TypeOf(part.ContentType) is { } type && Extensions.TryGetValue(type, out string? known) && known.Length > 0 ? name + known : name;
    }

    private static async Task<string> ReadFieldAsync(MultipartSection part, CancellationToken cancellation)
    {
        using var text = new StreamReader(part.Body, Encoding.UTF8);
        char[] read = new char[MaxField + 1];
        int length = await text.ReadBlockAsync(read, cancellation);
        return length > MaxField ? throw new InputTooLargeException($"a form field is larger than {MaxField} characters") : new string(read, 0, length);
    }

    private static string? TypeOf(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out MediaTypeHeaderValue? type) ? type.MediaType.Value?.ToLowerInvariant() : null;
}
