using CallQueue.Calls;
using CallQueue.Fields;
using CallQueue.Requests;
using CallQueue.Validation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace CallQueue.Documents;

/// <summary>A parameter that an endpoint reads from the query itself.</summary>
internal sealed record QueryParameter(Field Field);

/// <summary>Describes what endpoints read from the query.</summary>
internal static class QueryParameters
{
    private static readonly WholeField Start = new("start", new Limits<long>(0, Paging.Furthest)) { Description = "Items to skip.", Unit = "items", Default = 0 };

    private static readonly WholeField End = new("end", new Limits<long>(0, Paging.Furthest)) { Description = "Index of the last item, inclusive. Send end or limit.", Unit = "place from 0", Without = "limit applies" };

    private static readonly WholeField Limit = new("limit", new Limits<int>(1, Paging.Most)) { Description = "Items per page. Send end or limit.", Unit = "items", Without = "the endpoint's own page size" };

    /// <summary>The zone of times in the query without an offset.</summary>
    public static TextField Zone { get; } = new(QueryTime.Zone, CallLimits.NameLength)
    {
        Description = "The time zone of from and to where they have no offset, and of days. Names of Windows are understood; abbreviations such as EST and offsets are rejected.",
        Form = "IANA time zone, such as Europe/Berlin", Without = "the business's, else UTC",
    };

    /// <summary>The endpoint reads the zone of its times from the query.</summary>
    public static TBuilder ReadsZone<TBuilder>(this TBuilder endpoint) where TBuilder : IEndpointConventionBuilder => endpoint.Reads(Zone);

    /// <summary>The endpoint reads these from the query.</summary>
    public static TBuilder Reads<TBuilder>(this TBuilder endpoint, params IEnumerable<Field> fields) where TBuilder : IEndpointConventionBuilder
    {
        foreach (Field field in fields) endpoint.WithMetadata(new QueryParameter(field));
        return endpoint;
    }

    /// <summary>The endpoint reads a text from the query that narrows its answer.</summary>
    public static TBuilder Reads<TBuilder>(this TBuilder endpoint, string name, string description) where TBuilder : IEndpointConventionBuilder =>
        endpoint.Reads(new TextField(name, 200) { Description = description, Without = "all" });

    /// <summary>The endpoint reads one of these words from the query.</summary>
    public static TBuilder Reads<TBuilder>(this TBuilder endpoint, string name, string description, string usual, params IReadOnlyList<string> words) where TBuilder : IEndpointConventionBuilder =>
        endpoint.Reads(new TextField(name, 100) { Description = description, Words = words, Default = usual });

    /// <summary>The endpoint returns a page of a list, from a start to an end.</summary>
    public static TBuilder ReadsPage<TBuilder>(this TBuilder endpoint) where TBuilder : IEndpointConventionBuilder => endpoint.Reads(Start, End, Limit);

    /// <summary>The endpoint returns a page of a list of names.</summary>
    /// <param name="after">What the value of <c>after</c> is.</param>
    /// <param name="most">The most items of a page.</param>
    /// <param name="usual">The items of a page without a limit.</param>
    public static TBuilder ReadsNames<TBuilder>(this TBuilder endpoint, string after, int most = NamePage.Usual, int usual = NamePage.Usual) where TBuilder : IEndpointConventionBuilder => endpoint.Reads(
        new TextField("after", Identifier.MaxLength) { Description = $"{after} of the previous page.", Without = "the first page" },
        new WholeField("limit", new Limits<int>(1, most)) { Description = "Items per page.", Unit = "items", Default = usual });

    public static Task Apply(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellation)
    {
        operation.Parameters ??= [];
        foreach (IOpenApiParameter place in operation.Parameters.Where(parameter => parameter.In == ParameterLocation.Path)) place.Description ??= DescriptionOf(place.Name, context.Description.RelativePath ?? "");
        foreach (QueryParameter read in context.Description.ActionDescriptor.EndpointMetadata.OfType<QueryParameter>())
        {
            operation.Parameters.Add(new OpenApiParameter
            {
                Name = read.Field.Name, In = ParameterLocation.Query, Description = FieldSchemas.Describe(read.Field), Schema = FieldSchemas.InQuery(read.Field),
            });
        }

        return Task.CompletedTask;
    }

    private static string DescriptionOf(string? place, string path) => (place, path.Split('/')) switch
    {
        ("number", _) => "The telephone number in E.164; the plus sign may be left out.",
        ("carrier", _) => "The carrier's name.",
        (_, [_, "businesses", ..]) => "The id of the business.",
        (_, [_, "calls", ..]) => "The id of the call, or the custom_call_id that its submitter chose.",
        (_, [_, "keys", ..]) => "The id of the key, as the list of keys shows it.",
        (_, [_, "roster", ..]) => "The id of the contact.",
        (_, [_, "runs", ..]) => "The id of the run.",
        (_, [_, "schedules", ..]) => "The id of the schedule.",
        _ => "The id of the job.",
    };
}
