using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CallQueue.Commands.Production;

/// <summary>Prints the production checklist.</summary>
internal static class ProductionReport
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(IReadOnlyList<ProductionPoint> points, Action<string> say)
    {
        for (int i = 0; i < points.Count; i++)
        {
            ProductionPoint point = points[i];
            say(string.Create(CultureInfo.InvariantCulture, $"{i + 1,2}  {Word(point.Result),-12}  {point.Name}: {point.Detail}"));
            if (point.ToDo is { } toDo) say($"                  To do: {toDo}.");
        }

        say(string.Create(CultureInfo.InvariantCulture,
            $"{Count(points, PointResult.Pass)} pass, {Count(points, PointResult.Fail)} fail, {Count(points, PointResult.NotProvable)} not provable here."));
    }

    public static string Json(IReadOnlyList<ProductionPoint> points) => new JsonObject
    {
        ["pass"] = Count(points, PointResult.Pass),
        ["fail"] = Count(points, PointResult.Fail),
        ["not_provable"] = Count(points, PointResult.NotProvable),
        ["points"] = new JsonArray([.. points.Select((point, index) => (JsonNode)new JsonObject
        {
            ["number"] = index + 1, ["name"] = point.Name, ["result"] = Word(point.Result).Replace(' ', '_'), ["detail"] = point.Detail, ["to_do"] = point.ToDo,
        })]),
    }.ToJsonString(Indented);

    private static string Word(PointResult result) => result switch
    {
        PointResult.Pass => "pass",
        PointResult.Fail => "fail",
        _ => "not provable",
    };

    private static int Count(IReadOnlyList<ProductionPoint> points, PointResult result) => points.Count(point => point.Result == result);
}
