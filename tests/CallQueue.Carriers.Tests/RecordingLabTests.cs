using CallQueue.CarrierLab;

namespace CallQueue.Carriers;

/// <summary>Recordings of the carrier lab as the adapters read and fetch them.</summary>
public abstract class RecordingLabTests : LabTests
{
    [Fact]
    public async Task A_recorded_call_reports_its_recording_signed_and_its_sound_can_be_fetched()
    {
        await StartAsync();
        Receiver.Script = new CallScript { Message = "Hi", Record = true };
        await AcceptedAsync(Some.Dial(script: new CallScript { Message = "Hi", Record = true }, sendBefore: Time.GetUtcNow().AddSeconds(15)));
        CarrierEvent told = await Receiver.NextAsync();
        while (told.Report.Recording is null) told = await Receiver.NextAsync();
        (told.Attempt.Token, told.Report.Recording.State).ShouldBe(("t0k", RecordingState.Ready));
        string id = told.Report.Recording.Id.ShouldNotBeNull();
        await using RecordingAnswer.Found found = (await Carrier.OpenRecordingAsync(id, default)).ShouldBeOfType<RecordingAnswer.Found>();
        using var reader = new StreamReader(found.Content);
        (await reader.ReadToEndAsync()).ShouldBe($"ID3 the sound of {id}");
        Receiver.Forged.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_recording_that_the_carrier_does_not_have_is_absent()
    {
        await StartAsync();
        (await Carrier.OpenRecordingAsync(UnknownId, default)).ShouldBeOfType<RecordingAnswer.Absent>();
    }

    /// <summary>An id that is well formed, and nobody's.</summary>
    private protected abstract string UnknownId { get; }
}

public sealed class TwilioRecordingLabTests : RecordingLabTests
{
    private protected override string UnknownId => "RE0123456789abcdef0123456789abcdef";

    [Fact]
    public async Task A_recorded_call_without_sound_is_reported_as_absent()
    {
        await StartAsync(new LabOptions { NoSound = 1 });
        await AcceptedAsync(Some.Dial(script: new CallScript { Message = "Hi", Record = true }, sendBefore: Time.GetUtcNow().AddSeconds(15)));
        CarrierEvent told = await Receiver.NextAsync();
        while (told.Report.Recording is null) told = await Receiver.NextAsync();
        told.Report.Recording.State.ShouldBe(RecordingState.Absent);
    }
}

public sealed class PlivoRecordingLabTests : RecordingLabTests
{
    private protected override string Kind => "plivo";

    private protected override string UnknownId => "8d5cd396-4f88-11e1-829f-5b9cbd2c7acd";
}
