using System.Globalization;
using System.Text.Json.Serialization.Metadata;

namespace CallQueue.PagedLists;

/// <summary>How items of a list are written, and about how many bytes one takes.</summary>
internal sealed record PageFormat<T>(JsonTypeInfo<List<T>> Json, Func<T, int> Weigh);
