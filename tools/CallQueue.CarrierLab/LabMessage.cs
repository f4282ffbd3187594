using System.Text;

namespace CallQueue.CarrierLab;

/// <summary>The body of a webhook: a form, or, where that is not null, <paramref name="Json"/>.</summary>
public sealed record LabMessage(IReadOnlyList<KeyValuePair<string, string>> Form, string? Json = null)
{
    public HttpContent ToContent() => Json is null ? new FormUrlEncodedContent(Form) : new StringContent(Json, Encoding.UTF8, "application/json");
}
