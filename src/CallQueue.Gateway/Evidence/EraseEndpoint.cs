using CallQueue.Audits;
using CallQueue.Calls;
using CallQueue.Erasures;
using CallQueue.Problems;
using CallQueue.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace CallQueue.Evidence;

/// <summary>POST /api/erase: erases one number of the business everywhere, and answers with a signed receipt.</summary>
internal static class EraseEndpoint
{
    public static Task<IResult> PostAsync(HttpContext http, IActors actors, TimeProvider time) => JsonCommand.RunAsync(
        http,
        Read,
        (business, number) => http.ChangeAsync<IResult>(actors, business, new Change("person.erased") { Target = number.Masked }, async () =>
            await new NumberErasure(actors, http.RequestServices.GetServices<IErasable>(), time).EraseAsync(business, number) is { } receipt
                ? TypedResults.Json(ErasureView.Of(receipt), GatewayJson.Context.ErasureView)
                : Refusals.NotNow("a call to the number is live; repeat the request when it has ended, or cancel it first")));

    private static PhoneNumber Read(JsonFields fields)
    {
        if (!fields.Has(EraseFields.Number)) fields.Wrong(EraseFields.Number, "is missing");
        PhoneNumber? number = fields.PhoneNumber(EraseFields.Number);
        fields.TakeCountry();
        fields.RefuseLeft("field of an erasure");
        return number ?? default;
    }
}

/// <summary>What was erased where.</summary>
/// <param name="Format">callqueue-erasure-1.</param>
/// <param name="NumberEnding">The number with all but its last four digits hidden.</param>
/// <param name="Erased">How many entries were erased, by the place where they were kept.</param>
/// <param name="KeptOnDoNotCallList">The number is on a do-not-call list, where it stays.</param>
/// <param name="KeptRemovals">How often the number was taken off a do-not-call list: who did it and why stays.</param>
/// <param name="Signature">Signs the receipt.</param>
internal sealed record ErasureView(
    string Format, string Business, string NumberEnding, DateTimeOffset ErasedAt, IReadOnlyDictionary<string, long> Erased, bool KeptOnDoNotCallList, int KeptRemovals, byte[]? PublicKey, byte[]? Signature)
{
    public static ErasureView Of(ErasureReceipt receipt) => new(
        receipt.Format, receipt.Business, receipt.NumberEnding, receipt.ErasedAt, receipt.Erased, receipt.KeptOnDoNotCallList, receipt.KeptRemovals, receipt.PublicKey, receipt.Signature);
}
